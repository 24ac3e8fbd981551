# ruff: noqa: RUF001 - Russian words are written in Cyrillic letters on purpose
"""Exercise names as lifters of other languages write them, and as apps translate them: exact, and never a guess.

Equipment comes in brackets, in a phrase or in a compound; many of these names are in no list as they stand, only their
lift is. What two lifts of another kind share stays unrecognised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from analytics.reference.catalogue import Catalogue, load_catalogue
from analytics.reference.names import normalise
from analytics.reference.translations import WRITTEN_ABROAD

LOWER_BODY: Final[Mapping[str, str]] = {
    "Portuguese": """
        back_squat: Agachamento; Agachamento Livre (Barra); Agachamento com Barra
        front_squat: Agachamento Frontal (Barra); Agachamento frontal com barra
        goblet_squat: Agachamento com Halteres; Agachamento goblet (Halter)
        smith_squat: Agachamento no Smith (Máquina); Agachamento no smith
        hack_squat: Agachamento Hack (Máquina); Hack machine
        sumo_squat: Agachamento sumô com halter
        bulgarian_split_squat: Agachamento Búlgaro (Halter); Búlgaro com halteres
        barbell_bulgarian_split_squat: Agachamento búlgaro com barra
        split_squat: Afundo; Afundo com halteres
        forward_lunge: Avanço (Halter)
        walking_lunge: Passadas com halteres
        reverse_lunge: Afundo reverso com halteres
        step_up: Subida no banco com halteres
        leg_press: Leg Press 45º (Máquina); Prensa de pernas
        horizontal_leg_press: Leg press horizontal (Máquina)
        leg_extension: Cadeira Extensora (Máquina); Extensora; Extensão de pernas na máquina
        single_leg_extension: Cadeira extensora unilateral
        conventional_deadlift: Levantamento Terra (Barra); Peso morto; Terra com barra
        sumo_deadlift: Levantamento terra sumô (Barra)
        romanian_deadlift: Levantamento Terra Romeno (Barra); Peso morto romeno com barra; Terra romeno
        db_romanian_deadlift: Levantamento Terra Romeno (Halter); Terra romeno com halteres
        single_leg_rdl: Stiff unilateral com halter
        stiff_leg_deadlift: Stiff; Peso Morto Com Pernas Esticadas; Levantamento terra com pernas esticadas (Barra)
        db_stiff_leg_deadlift: Stiff com halteres
        good_morning: Bom dia com barra
        hip_thrust: Elevação Pélvica (Barra); Elevação pélvica com barra
        machine_hip_thrust: Elevação Pélvica (Máquina)
        glute_bridge: Ponte de glúteos
        seated_leg_curl: Cadeira Flexora (Máquina); Flexora sentada; Flexão de Pernas Sentado (Máquina)
        single_leg_seated_curl: Cadeira flexora unilateral
        lying_leg_curl: Mesa Flexora (Máquina); Flexora deitada na máquina
        standing_leg_curl: Flexora em pé
        nordic_curl: Flexão nórdica
        glute_ham_raise: Elevação de glúteos e isquiotibiais
        back_extension_45: Hiperextensão lombar; Extensão lombar no banco romano
        glute_kickback: Glúteo Coice (Máquina); Coice de glúteo na polia
        cable_abduction: Cadeira Abdutora (Máquina); Abdução De Quadril No Cabo
        machine_adduction: Cadeira Adutora (Máquina); Adução de quadril na polia
        standing_calf_raise: Elevação de Panturrilha em Pé (Máquina); Gémeos em pé
        seated_calf_raise: Elevação de Panturrilha Sentado (Máquina); Panturrilha sentado
        leg_press_calf_raise: Panturrilha no Leg Press
    """,
    "Spanish": """
        back_squat: Sentadilla (Barra); Sentadillas; Sentadilla con barra
        front_squat: Sentadilla frontal (Barra)
        goblet_squat: Sentadilla goblet (Mancuerna); Sentadillas con mancuernas
        smith_squat: Sentadilla en multipower; Sentadilla en la máquina Smith
        hack_squat: Sentadilla Hack (Máquina); Jaca
        sumo_squat: Sentadilla sumo con pesa rusa
        bulgarian_split_squat: Sentadilla búlgara (Mancuerna); Búlgaras con mancuernas
        barbell_bulgarian_split_squat: Sentadilla búlgara con barra
        split_squat: Zancada estática
        forward_lunge: Zancada (Mancuerna); Zancadas; Desplantes con mancuernas; Estocadas
        barbell_lunge: Zancadas con barra
        walking_lunge: Zancadas caminando con mancuernas
        reverse_lunge: Zancada inversa; Desplante inverso
        step_up: Subidas al cajón con mancuernas
        leg_press: Prensa de Pierna (Máquina); Prensa; Prensa a 45 grados
        horizontal_leg_press: Prensa horizontal en máquina
        leg_extension: Extensión de Pierna (Máquina); Extensiones de cuádriceps; Extensión de cuádriceps en máquina
        single_leg_extension: Extensión de cuádriceps a una pierna
        conventional_deadlift: Peso Muerto (Barra); Peso muerto convencional
        sumo_deadlift: Peso muerto sumo (Barra)
        trap_bar_deadlift: Peso muerto con barra hexagonal
        romanian_deadlift: Peso Muerto Rumano (Barra); Peso muerto rumano con barra
        db_romanian_deadlift: Peso Muerto Rumano (Mancuerna); Peso muerto rumano con mancuernas
        single_leg_rdl: Peso muerto rumano a una pierna con mancuerna
        stiff_leg_deadlift: Peso muerto con piernas rígidas (Barra); Peso muerto piernas rectas
        good_morning: Buenos días con barra
        hip_thrust: Empuje de Cadera (Barra); Hip thrust con barra
        machine_hip_thrust: Hip thrust en máquina
        glute_bridge: Puente de glúteos; Puente de glúteo con barra
        seated_leg_curl: Curl Femoral Sentado (Máquina); Curl de piernas sentado en máquina
        lying_leg_curl: Curl Femoral Tumbado (Máquina); Curl femoral acostado; Camilla femoral
        standing_leg_curl: Curl femoral de pie en máquina
        leg_curl_unspecified: Curl femoral
        nordic_curl: Curl nórdico
        glute_ham_raise: Elevación de glúteos e isquiotibiales
        back_extension_45: Hiperextensiones; Extensión de espalda; Hiperextensiones en banco romano
        glute_kickback: Patada de glúteo (Cable); Patadas de glúteo en polea
        cable_abduction: Abducción de Cadera (Máquina); Abductores
        machine_adduction: Aducción de Cadera (Máquina); Aductores en máquina
        standing_calf_raise: Elevación de Talones de Pie (Máquina); Gemelos de pie; Pantorrillas
        seated_calf_raise: Elevación de Talones Sentado (Máquina); Gemelos sentado
        leg_press_calf_raise: Gemelos en prensa; Pantorrillas en prensa
    """,
    "German": """
        back_squat: Kniebeuge (Langhantel); Langhantel-Kniebeugen; Kniebeugen mit der Langhantel
        front_squat: Frontkniebeugen mit Langhantel
        goblet_squat: Goblet-Kniebeuge (Kurzhantel)
        smith_squat: Kniebeuge an der Multipresse
        hack_squat: Hackenschmidt; Hackenschmidt-Kniebeuge (Maschine)
        sumo_squat: Sumo Kniebeuge mit Kurzhantel
        bulgarian_split_squat: Bulgarische Kniebeugen mit Kurzhanteln; Bulgarische Split Squats
        barbell_bulgarian_split_squat: Bulgarische Kniebeuge mit Langhantel
        split_squat: Geteilte Kniebeuge
        forward_lunge: Ausfallschritt (Kurzhantel); Ausfallschritte
        barbell_lunge: Ausfallschritte mit Langhantel
        walking_lunge: Ausfallschritte im Gehen mit Kurzhanteln
        reverse_lunge: Ausfallschritte rückwärts
        step_up: Step-ups mit Kurzhanteln; Aufsteiger
        leg_press: Beinpresse (Maschine); Beinpresse 45°
        horizontal_leg_press: Beinpresse sitzend (Maschine); Horizontale Beinpresse
        single_leg_press: Einbeinige Beinpresse
        leg_extension: Beinstrecker (Maschine); Beinstrecken an der Maschine
        single_leg_extension: Beinstrecker einbeinig
        conventional_deadlift: Kreuzheben (Langhantel); Kreuzheben mit der Langhantel; Langhantelkreuzheben
        sumo_deadlift: Sumo-Kreuzheben (Langhantel)
        romanian_deadlift: Rumänisches Kreuzheben (Langhantel); Rumänisches Kreuzheben; Kreuzheben rumänisch
        db_romanian_deadlift: Rumänisches Kreuzheben mit Kurzhanteln; Rumänisches Kreuzheben KH
        single_leg_rdl: Einbeiniges rumänisches Kreuzheben (Kurzhantel)
        stiff_leg_deadlift: Kreuzheben gestreckt; Kreuzheben mit gestreckten Beinen (Langhantel)
        good_morning: Good Mornings mit Langhantel; Guten Morgen
        hip_thrust: Hip Thrusts mit Langhantel; Hüftheben (Langhantel)
        machine_hip_thrust: Hip Thrust an der Maschine
        glute_bridge: Beckenheben; Hüftheben; Glute Bridge mit Kurzhantel
        seated_leg_curl: Beinbeuger sitzend (Maschine); Beinbeuger im Sitzen; Sitzender Beinbeuger
        lying_leg_curl: Beinbeuger liegend (Maschine); Beincurls im Liegen; Leg Curl liegend
        standing_leg_curl: Beinbeuger stehend an der Maschine
        leg_curl_unspecified: Beinbeuger
        nordic_curl: Nordic Curls; Nordischer Beinbeuger
        glute_ham_raise: Glute-Ham-Raises
        back_extension_45: Hyperextensions; Rückenstrecker; Rückenstrecken mit Zusatzgewicht
        machine_back_extension: Rückenstrecker an der Maschine
        glute_kickback: Glute Kickbacks am Kabelzug; Po-Kickback (Kabel)
        cable_abduction: Abduktoren (Maschine); Abduktion am Kabelzug
        machine_adduction: Adduktorenmaschine; Adduktion (Maschine)
        standing_calf_raise: Wadenheben stehend (Maschine); Stehendes Wadenheben
        seated_calf_raise: Wadenheben sitzend (Maschine); Wadenheben im Sitzen
        leg_press_calf_raise: Wadenheben an der Beinpresse
    """,
    "French": """
        back_squat: Squat (Barre); Squat à la barre; Squat avec barre
        front_squat: Squat avant (Barre); Squat frontal à la barre
        goblet_squat: Goblet squat (Haltère); Squat avec haltères
        smith_squat: Squat à la barre guidée; Squat Smith
        hack_squat: Hack squat à la machine
        sumo_squat: Squat sumo avec haltère
        bulgarian_split_squat: Squat bulgare (Haltère); Fentes bulgares avec haltères
        barbell_bulgarian_split_squat: Squat bulgare à la barre
        split_squat: Fentes statiques; Squat fendu
        forward_lunge: Fente (Haltère); Fentes; Fentes avant
        barbell_lunge: Fentes à la barre
        walking_lunge: Fentes marchées avec haltères
        reverse_lunge: Fentes arrière; Fente arrière (Haltère)
        step_up: Montées sur banc avec haltères
        leg_press: Presse à Cuisses (Machine); Presse à cuisses; Presse inclinée
        horizontal_leg_press: Presse à cuisses horizontale
        single_leg_press: Presse à cuisses à une jambe
        leg_extension: Extension des Jambes (Machine); Leg extension; Extension des jambes à la machine
        single_leg_extension: Leg extension à une jambe
        conventional_deadlift: Soulevé de terre (Barre); Soulevé de terre à la barre
        sumo_deadlift: Soulevé de terre sumo à la barre
        romanian_deadlift: Soulevé de terre roumain (Barre); Soulevé de terre roumain
        db_romanian_deadlift: Soulevé de terre roumain (Haltère); Soulevé de terre roumain avec haltères
        single_leg_rdl: Soulevé de terre roumain à une jambe avec haltère
        stiff_leg_deadlift: Soulevé de terre jambes tendues; Soulevé de terre jambes tendues à la barre
        db_stiff_leg_deadlift: Soulevé de terre jambes tendues (Haltère)
        good_morning: Good morning à la barre
        hip_thrust: Hip thrust à la barre; Poussée de hanches (Barre)
        machine_hip_thrust: Hip thrust à la machine
        glute_bridge: Pont fessier; Relevé de bassin au sol
        seated_leg_curl: Leg curl assis; Leg Curl Assis (Machine); Curl ischios assis à la machine
        lying_leg_curl: Leg curl allongé; Leg Curl Allongé (Machine); Leg curl couché
        standing_leg_curl: Leg curl debout à la machine
        nordic_curl: Curl nordique; Nordic hamstring curl
        glute_ham_raise: Glute ham raise au GHD
        back_extension_45: Extensions lombaires; Extension du dos; Extensions au banc à lombaires
        glute_kickback: Kickback fessier à la poulie; Extension de hanche à la poulie
        cable_abduction: Abduction de Hanche (Machine); Abducteurs à la machine
        machine_adduction: Adduction de Hanche (Machine); Machine à adducteurs
        standing_calf_raise: Mollets debout; Élévation des Mollets Debout (Machine)
        seated_calf_raise: Mollets assis à la machine; Extension des mollets assis
        leg_press_calf_raise: Mollets à la presse
    """,
    "Italian": """
        back_squat: Squat con Bilanciere; Squat (Bilanciere)
        front_squat: Squat frontale con il bilanciere
        goblet_squat: Goblet squat con manubrio
        smith_squat: Squat alla Smith Machine; Squat al multipower
        hack_squat: Hack Squat alla Macchina; Hack squat (Macchina)
        sumo_squat: Squat sumo con manubrio
        bulgarian_split_squat: Split Squat Bulgaro con Manubri; Affondi bulgari; Squat bulgaro (Manubri)
        barbell_bulgarian_split_squat: Split squat bulgaro con bilanciere
        split_squat: Affondi statici
        forward_lunge: Affondi con Manubri; Affondi
        barbell_lunge: Affondi con Bilanciere
        walking_lunge: Affondi camminati con i manubri
        reverse_lunge: Affondi indietro con manubri
        step_up: Step up con manubri
        leg_press: Distensioni delle Gambe; Pressa a 45 gradi; Leg press (Macchina)
        horizontal_leg_press: Distensioni delle Gambe da Seduti; Leg press orizzontale
        single_leg_press: Leg press a una gamba
        leg_extension: Estensioni delle Gambe; Estensioni delle gambe alla macchina; Leg extension (Macchina)
        single_leg_extension: Leg extension a una gamba
        conventional_deadlift: Stacco da Terra; Stacco con bilanciere; Stacco da terra (Bilanciere)
        sumo_deadlift: Stacco sumo con bilanciere
        db_deadlift: Stacco con Manubri
        romanian_deadlift: Stacco Rumeno con Bilanciere; Stacco rumeno; Stacchi rumeni
        db_romanian_deadlift: Stacco rumeno con manubri; Stacco rumeno (Manubri)
        single_leg_rdl: Stacco rumeno a una gamba con manubrio
        stiff_leg_deadlift: Stacco con Bilanciere a Gambe Tese; Stacco a gambe tese
        db_stiff_leg_deadlift: Stacco a gambe tese con manubri
        good_morning: Good morning con bilanciere
        hip_thrust: Hip thrust con bilanciere
        machine_hip_thrust: Hip thrust alla macchina
        glute_bridge: Ponte glutei; Glute bridge a corpo libero
        seated_leg_curl: Flessioni delle Gambe da Seduti; Leg curl seduto; Leg curl da seduti alla macchina
        lying_leg_curl: Flessioni delle Gambe da Sdraiati; Leg curl sdraiato
        standing_leg_curl: Flessioni delle Gambe in Piedi; Leg curl in piedi
        single_leg_curl_machine: Flessioni delle Gambe a Una Gamba da Sdraiati
        nordic_curl: Curl nordico; Nordic hamstring curl
        glute_ham_raise: Glute ham raise al GHD
        back_extension_45: Iperestensioni; Iperestensioni a 45 gradi; Alzate del Corpo Superiore
        glute_kickback: Slanci posteriori ai cavi; Kickback glutei al cavo
        cable_abduction: Abduttori alla macchina; Abductor machine
        machine_adduction: Adduttori alla macchina; Adductor machine
        standing_calf_raise: Alzate Polpacci alla Macchina in Piedi; Polpacci in piedi
        seated_calf_raise: Alzate Polpacci alla Macchina da Seduti; Calf da seduto
        leg_press_calf_raise: Polpacci Leg Press; Calf alla pressa
    """,
    "Turkish": """
        back_squat: Squat (Bar); Bar ile squat
        front_squat: Ön squat (Bar); Front Squat (Bar)
        goblet_squat: Goblet Squat (Dambıl); Dambıl ile squat; DAMBIL SQUAT
        smith_squat: Smith makinesinde squat
        hack_squat: Hack Squat (Makine)
        sumo_squat: Dambıl ile sumo squat
        bulgarian_split_squat: Bulgar Split Squat (Dambıl); Bulgar squat
        barbell_bulgarian_split_squat: Bar ile bulgar squat
        split_squat: Dambıl ile split squat
        forward_lunge: Lunge (Dambıl); Dambıl ile lunge
        barbell_lunge: Bar ile lunge
        walking_lunge: Yürüyen lunge (Dambıl)
        reverse_lunge: Ters lunge (Dambıl); Geriye lunge
        step_up: Step Up (Dambıl); Basamağa çıkma
        leg_press: Leg Press (Makine); Bacak presi; LEG PRESS MAKİNESİ
        horizontal_leg_press: Oturarak Leg Press (Makine); Yatay leg press
        single_leg_press: Tek bacak leg press
        leg_extension: Leg Extension (Makine); Ön bacak makinesi
        single_leg_extension: Tek bacak leg extension (Makine)
        conventional_deadlift: Deadlift (Bar); Bar ile deadlift
        sumo_deadlift: Sumo Deadlift (Bar)
        db_deadlift: Dambıl ile deadlift
        romanian_deadlift: Romanian Deadlift (Bar); Rumen deadlift; Bar ile romen deadlift
        db_romanian_deadlift: Romanian Deadlift (Dambıl); Dambıl ile romanian deadlift
        single_leg_rdl: Tek bacak romanian deadlift (Dambıl)
        stiff_leg_deadlift: Düz bacak deadlift (Bar); Düz bacak deadlift
        db_stiff_leg_deadlift: Dambıl ile düz bacak deadlift
        good_morning: Good Morning (Bar); Günaydın
        hip_thrust: Hip Thrust (Bar); Bar ile kalça itiş
        machine_hip_thrust: Hip Thrust (Makine)
        glute_bridge: Kalça köprüsü; Glute Bridge (Bar)
        seated_leg_curl: Oturarak Leg Curl (Makine); Oturarak bacak bükme; OTURARAK LEG CURL
        lying_leg_curl: Yatarak Leg Curl (Makine); Yüzüstü leg curl
        standing_leg_curl: Ayakta Leg Curl (Makine)
        leg_curl_unspecified: Leg Curl (Makine); Bacak bükme
        nordic_curl: Nordik hamstring curl
        glute_ham_raise: Kalça hamstring kaldırma
        back_extension_45: Hiperekstansiyon; Sırt ekstansiyonu
        glute_kickback: Kablo ile kalça kickback; Glute Kickback (Makine)
        cable_abduction: Kalça Abdüksiyonu (Makine); Dış bacak makinesi
        machine_adduction: Kalça Addüksiyonu (Makine); İç bacak makinesi; İÇ BACAK
        standing_calf_raise: Ayakta Calf Raise (Makine); Ayakta baldır kaldırma
        seated_calf_raise: Oturarak Calf Raise (Makine); Oturarak baldır kaldırma
        leg_press_calf_raise: Leg press'te calf raise
    """,
    "Russian": """
        back_squat: Приседания со штангой; Присед; Приседания (штанга)
        front_squat: Фронтальные приседания со штангой
        goblet_squat: Кубковые приседания; Приседания с гантелями
        smith_squat: Приседания в Смите
        hack_squat: Гакк-приседания; Гак-приседания в тренажёре
        sumo_squat: Приседания сумо с гирей
        bulgarian_split_squat: Болгарские выпады с гантелями; Болгарские сплит-приседания
        barbell_bulgarian_split_squat: Болгарские выпады со штангой
        split_squat: Сплит-приседания; Выпады на месте
        forward_lunge: Выпады с гантелями; Выпады
        barbell_lunge: Выпады со штангой
        walking_lunge: Выпады в ходьбе с гантелями
        reverse_lunge: Обратные выпады; Выпады назад с гантелями
        step_up: Зашагивания на тумбу с гантелями
        leg_press: Жим ногами; Жим ногами в тренажёре
        horizontal_leg_press: Жим ногами сидя; Горизонтальный жим ногами
        single_leg_press: Жим одной ногой
        leg_extension: Разгибание ног; Разгибания ног в тренажере; Разгибание ног сидя
        single_leg_extension: Разгибание одной ноги в тренажёре
        conventional_deadlift: Становая тяга; Становая тяга со штангой
        sumo_deadlift: Становая тяга сумо; Тяга сумо
        trap_bar_deadlift: Становая тяга с трэп-грифом
        romanian_deadlift: Румынская тяга; Румынская тяга со штангой
        db_romanian_deadlift: Румынская тяга с гантелями
        single_leg_rdl: Румынская тяга на одной ноге с гантелью
        stiff_leg_deadlift: Мёртвая тяга; Мертвая тяга со штангой; Становая тяга на прямых ногах
        db_stiff_leg_deadlift: Мёртвая тяга с гантелями
        good_morning: Наклоны со штангой на плечах; Гуд монинг
        hip_thrust: Ягодичный мост со штангой; Хип траст
        machine_hip_thrust: Ягодичный мост в тренажёре
        glute_bridge: Ягодичный мостик; Ягодичный мост на полу
        seated_leg_curl: Сгибание ног сидя; Сгибания ног сидя в тренажёре
        lying_leg_curl: Сгибание ног лёжа; Сгибания ног лежа в тренажере
        standing_leg_curl: Сгибание ноги стоя
        leg_curl_unspecified: Сгибание ног в тренажёре
        nordic_curl: Нордические сгибания; Скандинавские сгибания
        glute_ham_raise: Подъём туловища GHR
        back_extension_45: Гиперэкстензия; Гиперэкстензия с отягощением
        glute_kickback: Отведение ноги назад в кроссовере
        cable_abduction: Разведение ног в тренажёре; Отведение ноги в сторону в кроссовере
        machine_adduction: Сведение ног в тренажёре; Приведение бедра в кроссовере
        standing_calf_raise: Подъём на носки стоя; Подъёмы на носки стоя в тренажёре
        seated_calf_raise: Подъём на носки сидя; Подъёмы на носки сидя в тренажере
        leg_press_calf_raise: Жим носками
    """,
}

UPPER_BODY_AND_CORE: Final[Mapping[str, str]] = {
    "Portuguese": """
        bench_press_barbell: Supino Reto (Barra); Supino
        bench_press_dumbbell: Supino com halteres
        chest_press_machine: Supino Sentado (Máquina)
        incline_bench_press_dumbbell: Supino Inclinado (Halter)
        chest_fly_machine: Voador (Máquina)
        cable_crossover: Crucifixo na polia
        chest_dip: Paralelas
        push_up: Flexão de braço; Flexões
        pull_up: Barra fixa
        assisted_pull_up: Barra Fixa Pronada Assistida
        lat_pulldown_cable: Puxada Alta (Cabo); Puxada frontal
        bent_over_row_barbell: Remada Curvada (Barra)
        bent_over_row_dumbbell: Remada serrote
        seated_row_cable: Remada baixa na polia
        t_bar_row: Remada cavalinho
        upright_row: Remada alta com barra
        overhead_press_barbell: Desenvolvimento (Barra)
        overhead_press_dumbbell: Desenvolvimento (Halter)
        lateral_raise_dumbbell: Elevação Lateral (Halter)
        lateral_raise_cable: Elevação lateral na polia
        reverse_fly_machine: Crucifixo inverso na máquina
        shrug_dumbbell: Encolhimento com halteres
        bicep_curl_barbell: Rosca direta com barra
        bicep_curl_ez: Rosca direta com barra W
        hammer_curl: Rosca martelo (Halter)
        preacher_curl_machine: Rosca Scott (Máquina)
        triceps_pushdown: Tríceps na Polia com Corda; Tríceps corda
        crunch: Abdominal
        plank: Prancha
        hanging_leg_raise: Elevação de pernas na barra
    """,
    "Spanish": """
        bench_press_barbell: Press de Banca (Barra); Press banca
        bench_press_dumbbell: Press de banca con mancuernas
        chest_press_machine: Press de Pecho (Máquina)
        incline_bench_press_dumbbell: Press inclinado con mancuernas
        chest_fly_machine: Aperturas en máquina; Contractora
        cable_crossover: Cruce de poleas
        chest_dip: Fondos en paralelas
        push_up: Flexiones; Lagartijas
        pull_up: Dominadas; Dominadas lastradas
        assisted_pull_up: Dominadas asistidas en máquina
        lat_pulldown_cable: Jalón al Pecho (Cable); Jalón al pecho en polea
        bent_over_row_barbell: Remo con barra
        bent_over_row_dumbbell: Remo con mancuerna a una mano
        seated_row_cable: Remo en polea baja
        t_bar_row: Remo con barra T
        upright_row: Remo al mentón con barra
        overhead_press_barbell: Press militar; Press de hombros con barra
        overhead_press_dumbbell: Press de hombros con mancuernas
        shoulder_press_machine: Press de Hombros (Máquina)
        lateral_raise_dumbbell: Elevación Lateral (Mancuerna); Vuelos laterales
        reverse_fly_dumbbell: Pájaros con mancuernas
        face_pull: Jalón a la cara
        bicep_curl_barbell: Curl de bíceps con barra recta
        bicep_curl_ez: Curl con barra Z
        hammer_curl: Curl martillo con mancuernas
        triceps_pushdown: Extensión de tríceps en polea con cuerda
        crunch: Abdominales
        plank: Plancha
        hanging_leg_raise: Elevación de piernas colgado
    """,
    "German": """
        bench_press_barbell: Bankdrücken (Langhantel); Bankdrücken mit der Langhantel
        bench_press_dumbbell: Kurzhantel-Bankdrücken; Bankdrücken KH
        chest_press_machine: Brustpresse (Maschine)
        incline_bench_press_dumbbell: Schrägbankdrücken mit Kurzhanteln
        chest_fly_machine: Butterfly an der Maschine
        cable_crossover: Fliegende am Kabelzug
        push_up: Liegestütze
        pull_up: Klimmzüge
        chin_up: Klimmzüge im Untergriff
        lat_pulldown_cable: Latzug (Kabel); Latziehen
        bent_over_row_barbell: Langhantelrudern; Vorgebeugtes Rudern (Langhantel)
        bent_over_row_dumbbell: Einarmiges Kurzhantelrudern
        seated_row_cable: Kabelrudern; Sitzendes Rudern am Kabelzug
        t_bar_row: T-Bar-Rudern
        upright_row: Aufrechtes Rudern mit der SZ-Stange
        overhead_press_dumbbell: Schulterdrücken (Kurzhantel)
        shoulder_press_machine: Schulterpresse
        lateral_raise_dumbbell: Seitheben mit Kurzhanteln
        lateral_raise_cable: Seitheben am Kabel
        front_raise: Frontheben
        reverse_fly_machine: Reverse Butterfly an der Maschine
        shrug_barbell: Schulterheben mit Langhantel
        bicep_curl_dumbbell: Bizepscurls mit Kurzhanteln; Kurzhantelcurls
        bicep_curl_ez: Bizepscurls mit der SZ-Stange
        hammer_curl: Hammercurls
        triceps_pushdown: Trizepsdrücken am Kabelzug
        crunch_machine: Bauchmaschine
        plank: Unterarmstütz
        hanging_leg_raise: Hängendes Beinheben
    """,
    "French": """
        bench_press_barbell: Développé couché (Barre); Développé couché
        bench_press_dumbbell: Développé couché avec haltères
        chest_press_machine: Développé couché (Machine)
        incline_bench_press_barbell: Développé incliné à la barre
        incline_bench_press_dumbbell: Développé incliné haltères
        chest_fly_dumbbell: Écarté couché avec haltères
        cable_crossover: Écartés à la poulie
        push_up: Pompes
        pull_up: Tractions; Tractions à la barre fixe
        assisted_pull_up: Tractions assistées
        lat_pulldown_cable: Tirage vertical à la poulie; Tirage poitrine
        bent_over_row_barbell: Rowing à la barre; Rowing (Barre)
        bent_over_row_dumbbell: Rowing haltère à un bras
        seated_row_cable: Tirage horizontal à la poulie basse
        seated_row_machine: Rowing assis (Machine); Rowing à la machine
        upright_row: Tirage menton
        overhead_press_barbell: Développé militaire (Barre)
        overhead_press_dumbbell: Développé épaules avec haltères
        shoulder_press_machine: Développé épaules à la machine
        lateral_raise_dumbbell: Élévations latérales; Élévation latérale (Haltère)
        lateral_raise_cable: Élévations latérales à la poulie
        reverse_fly_dumbbell: Oiseau avec haltères
        bicep_curl_ez: Curl à la barre EZ
        hammer_curl: Curl marteau avec haltères
        triceps_extension_barbell: Barre au front
        triceps_pushdown: Extension des triceps à la poulie haute
        crunch: Abdominaux
        plank: Gainage
        hanging_leg_raise: Relevé de jambes à la chaise romaine
    """,
    "Italian": """
        bench_press_barbell: Panca piana; Distensioni su Panca Piana con Bilanciere
        bench_press_dumbbell: Panca piana con manubri
        close_grip_bench_press: Distensioni su Panca Piana con Bilanciere a Presa Stretta
        incline_bench_press_smith: Distensioni su Panca Inclinata alla Smith Machine
        incline_bench_press_dumbbell: Distensioni su Panca Inclinata con Manubri
        chest_fly_machine: Flies alla Macchina
        cable_crossover: Croci ai cavi; Flies al Cavo Basso
        chest_dip: Dips alle Parallele
        push_up: Piegamenti; Flessioni
        pull_up: Trazioni alla Sbarra; Trazioni
        lat_pulldown_cable: Lat Pull-Downs al Cavo Alto a Presa Larga; Lat machine
        bent_over_row_barbell: Rematore con bilanciere
        bent_over_row_dumbbell: Rematore a Una Mano con Manubrio
        seated_row_cable: Rematore al Cavo da Seduti; Pulley basso
        seated_row_machine: Rematore alla Macchina da Seduti
        upright_row_dumbbell: Trazioni al Mento con Manubri
        overhead_press_barbell: Lento avanti
        overhead_press_dumbbell: Distensioni Sopra la Testa con Manubri in Piedi
        shoulder_press_machine: Distensioni Sopra la Testa alla Macchina
        lateral_raise_dumbbell: Alzate Laterali con Manubri da Seduti
        lateral_raise_machine: Alzate Laterali alla Macchina
        reverse_fly_machine: Flies Inversi alla Macchina
        face_pull: Trazioni al Volto al Cavo
        shrug_dumbbell: Shrugs con Manubri
        bicep_curl_ez: Curls con Barra EZ a Presa Larga
        bicep_curl_cable: Curls al Cavo Basso
        hammer_curl: Curls a Martello
        triceps_extension_barbell: French Presses con Barra EZ da Sdraiati
        triceps_pushdown: Tricipiti al Cavo a Presa Inversa
        crunch_machine: Crunches alla Macchina
        plank: Planks
    """,
    "Turkish": """
        bench_press_barbell: Bench Press (Bar); Bar ile bench press
        bench_press_dumbbell: Dambıl bench press
        chest_press_machine: Göğüs presi (Makine)
        incline_bench_press_dumbbell: İncline Dambıl Press; Eğimli dambıl press
        chest_fly_machine: Kelebek; Pec Deck (Makine)
        cable_crossover: Kablo crossover
        push_up: Şınav; ŞINAV
        pull_up: Barfiks; Geniş tutuş barfiks
        assisted_pull_up: Destekli barfiks (Makine)
        lat_pulldown_cable: Lat Pulldown (Kablo); Lat çekiş
        bent_over_row_barbell: Bent Over Row (Bar)
        bent_over_row_dumbbell: Tek kol dambıl row
        seated_row_cable: Oturarak Row (Kablo)
        seated_row_machine: Makinede oturarak row
        t_bar_row: T-bar row
        upright_row: Upright Row (Bar)
        overhead_press_barbell: Overhead Press (Bar); Bar ile omuz presi
        overhead_press_dumbbell: Omuz presi (Dambıl)
        shoulder_press_machine: Omuz presi (Makine)
        lateral_raise_dumbbell: Lateral Raise (Dambıl); Yana açış
        reverse_fly_machine: Ters kelebek
        face_pull: Yüze çekiş
        shrug_dumbbell: Dambıl ile shrug
        bicep_curl_barbell: Bicep Curl (Bar)
        bicep_curl_ez: Z bar ile curl
        hammer_curl: Çekiç curl
        triceps_pushdown: Triceps Pushdown (Kablo); Halat ile triceps pushdown
        crunch: Mekik
        plank: Plank duruşu
        hanging_leg_raise: Asılarak bacak kaldırma
    """,
    "Russian": """
        bench_press_barbell: Жим лёжа; Жим штанги лежа
        bench_press_dumbbell: Жим гантелей лёжа
        bench_press_smith: Жим лёжа в Смите
        incline_bench_press_barbell: Жим штанги на наклонной скамье
        incline_bench_press_dumbbell: Жим гантелей на наклонной скамье
        close_grip_bench_press: Жим лёжа узким хватом
        chest_fly_machine: Сведение рук в тренажёре; Бабочка
        cable_crossover: Сведение рук в кроссовере
        chest_dip: Отжимания на брусьях
        push_up: Отжимания от пола
        pull_up: Подтягивания широким хватом
        assisted_pull_up: Подтягивания в гравитроне
        lat_pulldown_cable: Тяга верхнего блока; Вертикальная тяга
        bent_over_row_barbell: Тяга штанги в наклоне
        bent_over_row_dumbbell: Тяга гантели в наклоне
        seated_row_cable: Тяга нижнего блока; Горизонтальная тяга
        t_bar_row: Тяга Т-грифа
        upright_row: Тяга к подбородку
        overhead_press_barbell: Армейский жим
        seated_overhead_press_dumbbell: Жим гантелей сидя
        lateral_raise_dumbbell: Махи гантелями в стороны
        reverse_fly_machine: Обратная бабочка
        face_pull: Тяга каната к лицу
        shrug_dumbbell: Шраги с гантелями
        bicep_curl_barbell: Подъём штанги на бицепс
        hammer_curl: Молотки с гантелями
        triceps_extension_barbell: Французский жим
        triceps_pushdown: Разгибание рук на блоке с канатом
        crunch: Скручивания
        plank: Планка
        hanging_leg_raise: Подъём ног в висе
    """,
}

HAMSTRING_WORK: Final = frozenset({
    "romanian_deadlift", "db_romanian_deadlift", "stiff_leg_deadlift", "single_leg_rdl", "good_morning", "hip_thrust",
    "glute_bridge", "seated_leg_curl", "lying_leg_curl", "standing_leg_curl", "nordic_curl", "glute_ham_raise",
    "back_extension_45", "glute_kickback",
})  # fmt: skip

LANGUAGES: Final = tuple(LOWER_BODY)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def _names(table: str) -> Iterator[tuple[str, str]]:
    """Each name of a table, with the entry it means."""
    for line in table.strip().splitlines():
        exercise_id, names = line.split(":", 1)
        yield from ((name.strip(), exercise_id.strip()) for name in names.split(";"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("table", "least"), [(LOWER_BODY, 40), (UPPER_BODY_AND_CORE, 25)], ids=["lower", "upper"])
def test_names_of_a_language_mean_their_lift(
    catalogue: Catalogue, table: Mapping[str, str], least: int, language: str
) -> None:
    names = dict(_names(table[language]))
    assert len(names) >= least
    assert {name: catalogue.recognise(name) for name in names} == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_say_all_hamstring_work(language: str) -> None:
    assert {exercise_id for _, exercise_id in _names(LOWER_BODY[language])} >= HAMSTRING_WORK


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("Flessioni delle Gambe da Sdraiati", "lying_leg_curl"),
        ("Flessioni", "push_up"),
        ("Distensioni delle Gambe", "leg_press"),
        ("Distensioni Sopra la Testa con Manubri", "overhead_press_dumbbell"),
        ("Alzate di Gambe", "hanging_leg_raise"),
        ("Alzate Polpacci alla Macchina da Seduti", "seated_calf_raise"),
        ("Trazioni al Mento con Manubri", "upright_row_dumbbell"),
        ("Trazioni al Volto al Cavo", "face_pull"),
        ("Cadeira Flexora", "seated_leg_curl"),
        ("Mesa Flexora", "lying_leg_curl"),
        ("Cadeira Extensora", "leg_extension"),
        ("Extensão lombar", "back_extension_45"),
        ("Flexão de braço", "push_up"),
        ("Flexão nórdica", "nordic_curl"),
        ("Remada alta", "upright_row"),
        ("Peso morto", "conventional_deadlift"),
        ("Stiff", "stiff_leg_deadlift"),
        ("Beinheben", "hanging_leg_raise"),
        ("Beinstrecker", "leg_extension"),
        ("Rückenstrecker", "back_extension_45"),
        ("Aufrechtes Rudern", "upright_row"),
        ("Extension de hanche à la poulie", "glute_kickback"),
        ("Extension du dos", "back_extension_45"),
        ("Tractions à la barre", "pull_up"),
        ("Elevación de piernas en barra", "hanging_leg_raise"),
        ("Elevación de talones con barra", "barbell_calf_raise"),
        ("Разгибание спины", "back_extension_45"),
        ("Сведение рук в тренажёре", "chest_fly_machine"),
        ("Сведение ног в тренажёре", "machine_adduction"),
        ("Румынская тяга", "romanian_deadlift"),
        ("Тяга сумо", "sumo_deadlift"),
    ],
)
def test_false_friends_are_told_apart(catalogue: Catalogue, written: str, means: str) -> None:
    assert catalogue.recognise(written) == means


@pytest.mark.parametrize(
    "written",
    [
        "Coice",  # Portuguese: of the glutes or of the triceps
        "Remada",  # Portuguese: whatever row
        "Flexão de pernas",  # Portuguese: a leg curl, or a squat
        "Remo",  # Spanish: a row, or the rowing machine
        "Encogimiento en polea",  # Spanish: a shrug, or a crunch
        "Mezzo stacco",  # Italian: a rack pull, or a stiff-leg deadlift
        "Flexion des jambes",  # French: a squat, or a leg curl
        "Bacak açma",  # Turkish: a leg extension, or an abduction
        "Тяга штанги",  # Russian: a deadlift, or a row
        "Тяга в Смите",
        "Разведение рук в тренажёре",  # Russian: side or rear delts
    ],
)
def test_a_name_of_several_lifts_stays_unrecognised(catalogue: Catalogue, written: str) -> None:
    assert catalogue.recognise(written) is None


@pytest.mark.parametrize(
    ("english", "phrase"), [(english, phrase) for english, phrases in WRITTEN_ABROAD.items() for phrase in phrases]
)
def test_a_translated_phrase_is_its_english_word_wherever_it_stands(english: str, phrase: str) -> None:
    assert normalise(f"Movement {phrase}") == normalise(f"Movement {english}")
    assert normalise(f"{phrase.upper()} movement") == normalise(f"{english} movement")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Stacco rumeno con i manubri", "stacco rumeno dumbbell"),
        ("Agachamento na máquina", "agachamento machine"),
        ("Curl en la polea", "curl cable"),
        ("Kniebeuge mit der Langhantel", "kniebeuge barbell"),
        ("Langhantel-Kniebeuge", "kniebeuge barbell"),
        ("Beinbeuger im Liegen an der Maschine", "beinbeuger lying machine"),
        ("Squat à la barre guidée", "squat smith"),
        ("Squat alla Smith Machine", "squat smith"),
        ("Remo con barra T", "remo tbar"),
        ("Curl con barra EZ", "curl ezbar"),
        ("Peso muerto con barra hexagonal", "peso muerto trapbar"),
        ("DAMBIL İLE SQUAT", "squat dumbbell"),
        ("Приседания в тренажере Смита", "приседания smith"),
    ],
)
def test_equipment_in_a_phrase_becomes_the_english_word(written: str, key: str) -> None:
    assert normalise(written) == key


@pytest.mark.parametrize("written", ["Dominadas en barra", "Elevação de pernas na barra", "Barra fixa", "Halter"])
def test_a_loose_bar_or_weight_is_no_equipment(written: str) -> None:
    assert not {"barbell", "dumbbell"} & set(normalise(written).split())
