"""What people call the columns of a training log, in English, German, French, Spanish, Portuguese, Italian, Dutch,
Turkish, Russian, Polish, Japanese and Swedish; and the words that they write into them.

A word may belong to two fields (`Zeit` is a time of day or a duration): the values decide then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from analytics.importers._table import header_key

_WORDS: Final[Mapping[str, str]] = {
    "date": """
        date|workout date|date of workout|session date|training date|day|when|date time|datetime|timestamp|started at|
        start time|start|performed at|performed on|logged at|datum|tag|trainingstag|trainingsdatum|jour|
        date de seance|fecha|dia|fecha y hora|data|data do treino|data e hora|giorno|data allenamento|dag|trainingsdag|
        tarih|gun|antrenman tarihi|дата|день|дата тренировки|dzien|data treningu|日付|日|年月日|実施日|日時|
        トレーニング日|traningsdatum|traningsdag""",
    "time": """
        time|start time|clock|hour|time of day|uhrzeit|zeit|startzeit|heure|hora|ora|orario|tijd|tijdstip|saat|время|
        час|czas|godzina|時間|時刻|開始時刻|tid|klockslag|starttid""",
    "workout": """
        workout|workout name|workout title|session|session name|routine|routine name|training|program|plan|split|
        template|einheit|trainingseinheit|trainingsplan|workoutname|seance|entrainement|nom de seance|programme|
        entrenamiento|rutina|sesion|treino|nome do treino|rotina|sessao|allenamento|sessione|scheda|nome allenamento|
        sessie|antrenman|antrenman adi|тренировка|название тренировки|программа|trening|nazwa treningu|sesja|
        ワークアウト|トレーニング|メニュー名|pass|traningspass|session name""",
    "exercise": """
        exercise|exercise name|exercise title|exercises|lift|lifts|lift name|movement|movements|movement name|move|
        ubung|ubungen|name der ubung|ubungsname|exercice|exercices|nom de l'exercice|mouvement|
        ejercicio|ejercicios|nombre del ejercicio|movimiento|levantamiento|exercicio|exercicios|nome do exercicio|
        movimento|esercizio|esercizi|nome esercizio|oefening|oefeningen|naam oefening|egzersiz|egzersizler|hareket|
        egzersiz adi|hareket adi|упражнение|упражнения|название упражнения|движение|cwiczenie|cwiczenia|
        nazwa cwiczenia|種目|種目名|エクササイズ|運動|トレーニング種目|ovning|ovningar|ovningsnamn|workout|training|
        session|name|тренировка|treino|antrenman|allenamento|entrenamiento""",
    "weight": """
        weight|load|weights|working weight|weight used|weight lifted|actual weight|kg|kgs|kilos|kilo|lb|lbs|pounds|
        resistance|external load|weight load|gewicht|last|arbeitsgewicht|gewichte|poids|charge|charges|peso|carga|
        cargas|peso usado|peso utilizado|carico|belasting|agirlik|yuk|kilogram|вес|нагрузка|рабочий вес|кг|ciezar|
        obciazenie|waga|重量|重さ|負荷|ウェイト|キロ|vikt|belastning|value""",
    "unit": """
        unit|units|weight unit|unit of weight|weight units|uom|einheit|gewichtseinheit|unite|unidad|unidades|unidade|
        unita|unita di misura|eenheid|birim|единица|единицы|ед|ед изм|jednostka|単位|enhet""",
    "reps": """
        reps|rep|repetitions|repetition|reps done|reps completed|completed reps|actual reps|no of reps|number of reps|
        rep count|reps per set|reps set|repeats|wiederholungen|wiederholung|wdh|wdhs|wh|wdhl|wiederh|anzahl wdh|
        repetition|repetitions|reps realisees|nb reps|nombre de repetitions|repeticiones|repeticion|repes|
        no de repeticiones|repeticoes|repeticao|repet|ripetizioni|ripetizione|rip|ripet|herhalingen|herhaling|herh|
        tekrar|tekrarlar|tekrar sayisi|повторения|повторений|повторы|повтор|повт|количество повторений|
        powtorzenia|powtorzen|powt|liczba powtorzen|回数|レップ|レップ数|レップス|反復回数|repetitioner|antal reps|
        antal repetitioner""",
    "sets": """
        sets|set|no of sets|number of sets|set count|sets done|sets completed|rounds|satze|satzanzahl|anzahl satze|
        serien|series|serie|nb series|nombre de series|no de series|numero de series|numero di serie|
        setler|set sayisi|подходы|подходов|сеты|количество подходов|кол-во подходов|serii|liczba serii|
        セット数|セット|antal set|satz""",
    "set_number": """
        set|set number|set no|set nr|set order|set index|set id|setnumber|satz|satz nr|satznummer|numero de serie|
        no de serie|ordre|serie|serie n|numero serie|set nummer|setnr|set numarasi|set no|подход|номер подхода|
        сет|seria|numer serii|nr serii|セット|セット番号|セット目|setnummer|set numero|numero da serie|order""",
    "packed": """
        sets reps|sets and reps|sets reps weight|set x rep|scheme|set scheme|rep scheme|sets x reps|result|results|
        performance|performed|log|work|work sets|working sets|sets performed|details|satze wiederholungen|leistung|
        series repeticiones|series y repeticiones|series repeticoes|series repetitions|serie ripetizioni|
        подходы повторения|подходы и повторения|serie powtorzenia|内容|メニュー|set reps|sets|set""",
    "rpe": """
        rpe|actual rpe|rpe actual|set rpe|perceived exertion|rate of perceived exertion|exertion|effort|borg|
        anstrengung|intensitat rpe|effort percu|esfuerzo|esfuerzo percibido|esforco|sforzo|inspanning|zorlanma|рпе|
        усилие|wysilek|自覚的運動強度|主観的運動強度|anstrangning""",
    "rir": """
        rir|reps in reserve|actual rir|wiederholungen im tank|wdh in reserve|repetitions en reserve|reps en reserva|
        repeticiones en reserva|reps em reserva|repeticoes em reserva|ripetizioni in riserva|herhalingen in reserve|
        yedek tekrar|повторы в запасе|повторения в запасе|powtorzenia w zapasie|余力|余力回数|reps kvar""",
    "set_type": """
        set type|type|type of set|set kind|kind|warmup|warm up|warmups|is warmup|is warm up|warmup set|satztyp|satzart|
        typ|aufwarmen|aufwarmsatz|type de serie|echauffement|tipo|tipo de serie|calentamiento|aquecimento|tipo di serie|
        riscaldamento|soort set|opwarming|opwarmset|warming up|set turu|tur|isinma|тип|тип подхода|разминка|
        разминочный|typ serii|rozgrzewka|seria rozgrzewkowa|セット種別|種別|ウォームアップ|アップ|settyp|uppvarmning""",
    "duration": """
        duration|time|seconds|secs|sec|s|hold|hold time|work time|time under load|set duration|minutes|min|dauer|zeit|
        sekunden|sek|haltezeit|duree|temps|secondes|duracion|tiempo|segundos|seg|duracao|tempo|durata|secondi|duur|
        tijd|seconden|sure|saniye|длительность|продолжительность|время|секунды|сек|czas|czas trwania|sekundy|
        時間|秒|秒数|varaktighet|tid|sekunder""",
    "distance": """
        distance|dist|metres|meters|km|m|miles|distanz|strecke|entfernung|metre|distancia|metros|distanza|metri|
        afstand|mesafe|дистанция|расстояние|метры|dystans|odleglosc|metry|距離|distans|stracka|avstand""",
    "note": """
        note|notes|comment|comments|remark|remarks|observations|set notes|exercise notes|notiz|notizen|bemerkung|
        bemerkungen|kommentar|kommentare|remarque|remarques|commentaire|commentaires|nota|notas|comentario|comentarios|
        observacion|observaciones|anotaciones|observacao|observacoes|obs|anotacoes|commento|commenti|osservazioni|
        appunti|notities|notitie|opmerking|opmerkingen|not|notlar|aciklama|yorum|заметка|заметки|примечание|
        примечания|комментарий|комментарии|notatka|notatki|uwagi|komentarz|メモ|備考|ノート|コメント|anteckning|
        anteckningar|kommentarer|notering""",
    "side": """
        side|l r|left right|arm|leg|limb|seite|cote|lado|lato|kant|zijde|taraf|yan|сторона|strona|左右|サイド|sida""",
    "done": """
        done|completed|complete|performed|finished|did it|is complete|is completed|checked|check|status|erledigt|
        abgeschlossen|gemacht|fait|termine|effectue|hecho|completado|realizado|feito|concluido|fatto|completato|gedaan|
        voltooid|yapildi|tamamlandi|сделано|выполнено|готово|wykonane|zrobione|ukonczone|完了|済|klar|gjort|utford""",
}

_DERIVED: Final = re.compile(
    r"\b(?:1 ?rm|1 ?rl|e1rm|e ?1 ?rm|rm|pred\w*|est|estimated|volume|tonnage|total|totals|max|maximum|min|best|pr|prs|"
    r"record|previous|prev|goal|target|targets|planned|plan|prescribed|required|suggested|user|body|bodyweight|"
    r"body ?weight|bw|avg|average|mean|sum|rest|pause|percent|percentage|pct|muscle|muscles|group|category|tempo|week|"
    r"cycle|id|uid|height|pace|speed|hr|heart|calories|kcal|intensity|progress|delta|change|difference|diff|age|"
    r"volumen|gesamt|ziel|vorgabe|geplant|soll|korpergewicht|pausa|repos|prevu|objectif|objetivo|meta|previsto|"
    r"volym|объем|тоннаж|отдых|план|цель|вес тела|masa ciala|cel|objetosc|przerwa|mal|vila|kroppsvikt|recupero|riposo|"
    r"obiettivo|peso corporal|peso corporeo|poids du corps|poids de corps|lichaamsgewicht|rust|vucut|hedef|dinlenme|"
    r"hacim)\b|体重|目標|休憩|インターバル|総重量|ボリューム|最大"
)
"""Names of what was computed, planned or is somebody's body: never a load that was lifted."""
_BRACKETS: Final = re.compile(r"[(\[{【][^)\]}】]{0,100}[)\]}】]")
_IN_BRACKETS: Final = re.compile(r"[(\[{【]([^)\]}】]{0,100})[)\]}】]")
_MARKS: Final = re.compile(r"[\s_\-.,:;/#№°*?!\\|+&=]+")
_FACTOR_MARK: Final = re.compile(r"\s*[x\u00d7\u2715*@/]\s*|\s+x\s+")
_GLUED: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")


def folded(words: str) -> frozenset[str]:
    """Words separated by `|`, as `cell_key` compares them."""
    return frozenset(header_key(word).replace("ı", "i") for word in words.split("|"))


MASS_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        folded("kg|kgs|kilo|kilos|kilogram|kilograms|kilogramm|kilogramos|quilos|кг|キロ|キログラム"), "kg"
    ),
    **dict.fromkeys(folded("lb|lbs|pound|pounds|pfund|livres|libras|libbre|фунт|фунты|ポンド|#"), "lb"),
}
DISTANCE_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(folded("m|meter|meters|metre|metres|metros|metri|м"), "m"),
    **dict.fromkeys(folded("km|kilometer|kilometers|kilometre|kilometres|км"), "km"),
    **dict.fromkeys(folded("mi|mile|miles"), "mi"),
    **dict.fromkeys(folded("yd|yds|yard|yards"), "yd"),
    **dict.fromkeys(folded("ft|foot|feet"), "ft"),
}
SECONDS_IN: Final[Mapping[str, float]] = {
    **dict.fromkeys(folded("s|sec|secs|second|seconds|sek|sekunden|seg|segundos|secondes|secondi|saniye|сек|秒"), 1.0),
    **dict.fromkeys(folded("min|mins|minute|minutes|minuten|minutos|minuti|dk|мин|分"), 60.0),
    **dict.fromkeys(folded("h|hr|hrs|hour|hours"), 3600.0),
}
_UNIT_WORDS: Final = frozenset((*MASS_WORDS, *DISTANCE_WORDS, *SECONDS_IN, "in", "en", "em", "per", "w", "в"))

WARMUP_WORDS: Final = folded(
    "w|wu|warmup|warm up|warm-up|warmup set|warm up set|warm-up set|warming up|aufwarmen|aufwarmsatz|warmsatz|"
    "echauffement|calentamiento|aproximacion|aquecimento|riscaldamento|opwarming|opwarmset|opwarmen|isinma|разминка|"
    "разминочный|rozgrzewka|rozgrzewkowa|ウォームアップ|アップ|uppvarmning|uppvarmningsset"
)
DROP_WORDS: Final = folded("d|drop|drop set|dropset|drop-set|degressive|descendente|дропсет|ドロップセット")
FAILURE_WORDS: Final = folded(
    "f|fail|failed|failure|to failure|muscular failure|versagen|muskelversagen|bis zum versagen|echec|fallo|al fallo|"
    "falha|ate a falha|cedimento|falen|tukenis|отказ|до отказа|upadek|限界|till failure|misslyckande"
)
WORKING_WORDS: Final = folded(
    "|n|normal|normal set|working|working set|work|work set|straight|straight set|regular|main|top|top set|back off|"
    "backoff|back-off|backoff set|standard|arbeitssatz|serie effective|efectiva|trabajo|trabalho|lavoro|werkset|"
    "calisma|рабочий|robocza|本番|メイン|メインセット|arbetsset|amrap"
)
LEFT_WORDS: Final = folded(
    "l|left|links|lewa|lewy|lewo|gauche|g|izquierda|izq|izquierdo|esquerda|esquerdo|esq|sinistra|sinistro|sx|sol|левая|"
    "левый|лево|left side|left leg|left arm|左|vanster|v"
)
RIGHT_WORDS: Final = folded(
    "r|right|rechts|prawa|prawy|prawo|droite|droit|derecha|derecho|der|direita|direito|dir|destra|destro|dx|sag|правая|"
    "правый|право|right side|right leg|right arm|右|hoger|h"
)
TRUE_WORDS: Final = folded(
    "true|yes|y|1|1.0|x|✓|✔|✅|☑|done|completed|complete|finished|wahr|ja|vrai|oui|verdadero|si|s|verdadeiro|sim|vero|"
    "waar|dogru|evet|истина|да|prawda|tak|sant|○|済|はい"
)
FALSE_WORDS: Final = folded(
    "false|no|n|0|0.0|✗|✘|❌|☐|skipped|skip|missed|not done|falsch|nein|faux|non|falso|nao|onwaar|nee|yanlis|hayir|"
    "ложь|нет|falsz|nie|falskt|nej|いいえ|notstarted|not started|incomplete"
)
TOTAL_WORDS: Final = folded(
    "total|totals|grand total|sum|subtotal|sub total|average|avg|mean|volume|total volume|summe|gesamt|durchschnitt|"
    "somme|moyenne|suma|promedio|media|totale|somma|totaal|gemiddelde|toplam|ortalama|итого|всего|сумма|среднее|razem|"
    "srednia|合計|平均|総計|summa|totalt|medel|genomsnitt"
)
REST_DAY_WORDS: Final = folded(
    "rest|rest day|off|day off|ruhetag|pause|repos|jour de repos|descanso|dia de descanso|riposo|rust|rustdag|dinlenme|"
    "отдых|выходной|odpoczynek|休み|休養|オフ|vila|vilodag"
)
SET_WORDS: Final = folded("set|sets|satz|serie|series|seria|подход|сет|セット")


def word_key(name: str) -> str:
    """How names and words are compared here: as `header_key` does, without what stands in brackets, marks as blanks."""
    return _plain(_BRACKETS.sub(" ", header_key(name)))


def cell_key(cell: str) -> str:
    """How the words in cells are compared: as `header_key` does, and without the dot on the Turkish i."""
    return header_key(cell).replace("ı", "i")


def _plain(key: str) -> str:
    return _MARKS.sub(" ", key.replace("ı", "i")).strip()


_RANKS: Final = {
    field: tuple(dict.fromkeys(_plain(header_key(word)) for word in words.split("|") if word.strip()))
    for field, words in _WORDS.items()
}
_PLACES: Final = {field: {word: place for place, word in enumerate(words)} for field, words in _RANKS.items()}
_PARTIAL: Final = 100
_NEVER_PARTIAL: Final = folded(
    "m|s|min|sec|day|tag|dia|start|set|name|value|type|typ|tipo|tur|work|log|last|arm|leg|order|plan|pass|workout|"
    "training|session|time|kg|lb|data|move|日|check|status|complete|not|tid|dag|days|s|h|serie|series|name|result"
)


def rank(field: str, name: str) -> int | None:
    """How well a column's name fits a field: 0 best, from 100 on only a part of it does; None where it does not.

    Names of what was computed or planned fit nothing, unless the whole name is a word for the field.
    """
    key, places = word_key(name), _PLACES[field]
    for candidate in (key, without_units(key)):
        if candidate in places:
            return places[candidate]
    if is_derived(name):
        return None
    parts = [word for word in _parts(key) if word in places and word not in _NEVER_PARTIAL]
    return _PARTIAL + min(places[part] for part in parts) if parts else None


def is_derived(name: str) -> bool:
    """Whether a name tells of something computed, planned or personal."""
    key = _plain(header_key(name))
    return bool(_DERIVED.search(key)) and not any(key in places for places in _PLACES.values())


def without_units(key: str) -> str:
    """`peso kg` is `peso`."""
    return " ".join(word for word in key.split() if word not in _UNIT_WORDS)


def _parts(key: str) -> Iterable[str]:
    """The words of a name, and its neighbours two by two."""
    words = key.split()
    return (*words, *(" ".join(pair) for pair in pairwise(words)))


def unit_in(name: str, units: Mapping[str, object]) -> str | None:
    """The word of `units` that a name holds, in brackets or not: `Peso (kg)`, `weight_lbs`."""
    key = header_key(name)
    inside = " ".join(_IN_BRACKETS.findall(key))
    for part in (*_plain(inside).split(), *_plain(_BRACKETS.sub(" ", key)).split()):
        if part in units:
            return part
    return None


def factors_in(name: str) -> tuple[str, ...]:
    """The fields of a packed column's name in their order: `Sets x Reps x Weight`; empty for any other name."""
    meanings = {"weight": "load", "sets": "sets", "reps": "reps"}
    parts = [_plain(part) for part in _FACTOR_MARK.split(_BRACKETS.sub(" ", header_key(name)))]
    found = [
        next((meanings[f] for f in meanings if without_units(p) in _PLACES[f] or p in _PLACES[f]), "") for p in parts
    ]
    return tuple(found) if len(found) > 1 and all(found) and len(set(found)) == len(found) else ()


def numbered(name: str) -> tuple[int, str] | None:
    """The number in the name of a column that belongs to one set, and the rest: `Set 2 (reps)` is 2 and `reps`."""
    key = _plain(_GLUED.sub(" ", header_key(name).replace("(", " ").replace(")", " ")))
    words = key.split()
    counts = [word for word in words if word.isascii() and word.isdigit() and 1 <= int(word) <= 20]
    if len(counts) != 1:
        return None
    rest = [word for word in words if word != counts[0] and word not in SET_WORDS]
    has_set_word = len(rest) + 1 < len(words)
    if not rest:
        return (int(counts[0]), "") if has_set_word else None
    field = next((f for f in ("weight", "reps", "rpe", "rir", "duration") if rank(f, " ".join(rest)) is not None), None)
    return (int(counts[0]), field) if field else None


_EVERY_WORD: Final = frozenset(word for words in _RANKS.values() for word in words)


def is_known(name: str) -> bool:
    """Whether a name is a word for some column."""
    key = word_key(name)
    return bool(key) and (key in _EVERY_WORD or without_units(key) in _EVERY_WORD or key in MASS_WORDS)
