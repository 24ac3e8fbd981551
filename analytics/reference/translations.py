# ruff: noqa: RUF001 - Russian words are written in Cyrillic letters on purpose
"""How a gym says equipment, grip, one side and position in other languages: the English word of a key -> its phrases.

Only the words around a lift, never the lift itself: which lift `Kniebeuge` or `Stacco rumeno` is, aliases.csv says. So
`Stacco rumeno con manubri` is `stacco rumeno dumbbell`, and one alias answers for every way to write it. A word goes in
here where it means nothing else: a loose `barra` or `barre` may be the pull-up bar and `halter` a dumbbell or a
barbell, so they are here only in phrases that decide it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

WRITTEN_ABROAD: Final[Mapping[str, Sequence[str]]] = {
    "barbell": (
        "com barra", "com a barra", "com barra reta", "com barra olímpica", "con barra", "con la barra",
        "con barra recta", "con barra olímpica", "barra olímpica", "bilancieri", "mit lh", "langhanteln", "à la barre",
        "avec barre", "avec une barre", "bar ile", "barla", "barbell ile", "halter ile", "штанга", "штанги", "штангу",
        "со штангой", "штангой",
    ),
    "dumbbell": (
        "com halter", "con i manubri", "haltère", "mit kh", "kh", "dambıl", "dambıllar", "dambıl ile", "dambılla",
        "dumbbell ile", "гантель", "гантели", "гантелей", "с гантелями", "с гантелью", "с гантелей", "гантелями",
        "гантелью",
    ),
    "machine": (
        "no aparelho", "macchine", "gerät", "geräte", "maschinen", "makine", "makinede", "makina", "makinada",
        "makinesi", "makinesinde", "makine ile", "тренажёр", "в тренажёре", "на тренажёре", "тренажёре", "тренажёра",
    ),
    "cable": (
        "cabo", "no crossover", "no cross", "kabel", "kabelturm", "seilzug", "kablo", "kabloda", "kablo ile",
        "кроссовер", "в кроссовере", "кроссовере", "в блоке", "на блоке", "на тросе",
    ),
    "smith": (
        "multipower", "multipresse", "multipressen", "barra guiada", "barre guidée", "à la barre guidée", "cadre guidé",
        "smith ile", "в смите", "в машине смита", "в тренажёре смита", "машина смита", "тренажёр смита", "смита",
        "смит",
    ),
    "band": (
        "elástico", "banda", "banda elástica", "banda de resistencia", "faixa elástica", "goma elástica",
        "fascia elastica", "élastique", "bande élastique", "gummiband", "theraband", "fitnessband", "widerstandsband",
        "direnç bandı", "direnç bandı ile", "direnç lastiği", "bant ile", "с резинкой", "с резиной", "резинкой",
        "с эспандером", "эспандер",
    ),
    "kettlebell": (
        "pesa rusa", "pesas rusas", "kugelhantel", "kugelhanteln", "kettlebell ile", "с гирей", "гиря", "гири", "гирей",
    ),
    "ezbar": (
        "com barra ez", "com barra w", "com barra z", "barra w", "barra z", "con barra ez", "con barra w",
        "con barra z", "con la barra z", "barra sz", "con barra sz", "bilanciere ez", "bilanciere sagomato",
        "sz stange", "sz hantel", "ez stange", "sz langhantel", "barre ez", "à la barre ez", "avec barre ez", "z bar",
        "z bar ile", "ez штангой", "с ez штангой", "с ez грифом", "с изогнутым грифом",
    ),
    "trapbar": (
        "barra hexagonal", "com barra hexagonal", "con barra hexagonal", "bilanciere esagonale", "trap bar ile",
        "barre hexagonale", "à la barre hexagonale", "avec barre hexagonale", "hexagonstange", "с трэп грифом",
    ),
    "bodyweight": (
        "peso corporal", "peso do corpo", "peso corporeo", "corpo libero", "poids du corps", "eigengewicht",
        "körpergewicht", "vücut ağırlığı", "vücut ağırlığıyla", "kendi vücut ağırlığı", "с собственным весом",
        "собственным весом", "без веса",
    ),
    "rope": (
        "com corda", "con corda", "con cuerda", "avec corde", "à la corde", "mit seil", "am seil", "halat ile",
        "с канатом", "с верёвкой",
    ),
    "vbar": ("barra v", "com barra v", "con barra v", "con barra en v"),
    "tbar": ("barra t", "com barra t", "con barra t", "barre t", "à la barre t", "т гриф", "т грифа"),
    "stabilityball": (
        "bola suíça", "na bola suíça", "pelota suiza", "fitball", "gymnastikball", "pezziball", "ballon suisse",
        "pilates topu", "pilates topu ile", "на фитболе", "фитбол",
    ),
    "closegrip": (
        "pegada fechada", "agarre cerrado", "agarre estrecho", "presa stretta", "enger griff", "engem griff",
        "prise serrée", "prise étroite", "dar tutuş", "узким хватом", "узкий хват",
    ),
    "widegrip": (
        "pegada aberta", "agarre ancho", "presa larga", "breiter griff", "breitem griff", "weiter griff",
        "weitem griff", "prise large", "geniş tutuş", "широким хватом", "широкий хват",
    ),
    "neutralgrip": (
        "pegada neutra", "agarre neutro", "presa neutra", "neutraler griff", "neutralem griff", "parallelgriff",
        "prise neutre", "nötr tutuş", "нейтральным хватом", "нейтральный хват", "параллельным хватом",
    ),
    "reversegrip": (
        "pegada invertida", "pegada inversa", "agarre invertido", "agarre inverso", "presa inversa", "prise inversée",
        "ters tutuş", "обратным хватом", "обратный хват",
    ),
    "underhand": ("pegada supinada", "agarre supino", "presa supina", "untergriff", "prise supination"),
    "overhand": ("pegada pronada", "agarre prono", "presa prona", "obergriff", "prise pronation", "прямым хватом"),
    "single": ("unilaterale", "unilaterali"),
    "singlearm": (
        "um braço", "un brazo", "una mano", "un braccio", "einarmig", "einarmige", "einarmiger", "einarmiges",
        "einarmigem", "un bras", "tek kol", "tek kolla", "одной рукой",
    ),
    "singleleg": (
        "uma perna", "una pierna", "una gamba", "einbeinig", "einbeinige", "einbeiniger", "einbeiniges", "einbeinigen",
        "une jambe", "tek bacak", "tek bacakla", "одной ногой", "на одной ноге",
    ),
    "seated": (
        "sentado", "sentada", "seduto", "seduti", "sitzend", "sitzende", "sitzendes", "im sitzen", "assis", "assise",
        "oturarak", "сидя",
    ),
    "standing": (
        "em pé", "de pé", "de pie", "in piedi", "stehend", "stehende", "stehendes", "im stehen", "debout", "ayakta",
        "стоя",
    ),
    "lying": (
        "deitado", "deitada", "tumbado", "tumbada", "acostado", "acostada", "sdraiato", "sdraiati", "liegend",
        "liegende", "liegendes", "im liegen", "allongé", "allongée", "couché", "couchée", "yatarak", "лёжа",
    ),
    "kneeling": ("ajoelhado", "in ginocchio", "kniend", "на коленях"),
    "incline": (
        "inclinado", "inclinada", "inclinato", "inclinata", "incliné", "inclinée", "eğimli", "на наклонной скамье",
    ),
    "decline": ("declinado", "declinada", "declinato", "declinata", "décliné", "déclinée"),
    "assisted": (
        "assistido", "assistida", "asistido", "asistida", "assistito", "assistita", "assistite", "assistiti",
        "assisté", "assistée", "assistiert", "unterstützt", "yardımlı", "destekli",
    ),
    "weighted": (
        "lastrado", "lastrada", "zavorrato", "zavorrata", "zavorrate", "zavorrati", "lesté", "lestée",
        "mit zusatzgewicht", "mit gewicht", "ağırlıklı", "с отягощением", "с весом",
    ),
    "row machine": ("rowing à la machine", "rowing sur machine"),
}  # fmt: skip
"""The last line: with its little words taken away the French row would be the English rowing machine."""
