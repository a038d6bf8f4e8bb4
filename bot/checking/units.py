"""Units as they are written, and what of people and events a number may count."""

from __future__ import annotations

from bot.language.terms import stem

UNITS: dict[str, str] = {
    form: name
    for name, forms in {
        "second": "second seconds",
        "minute": "minute minutes min mins",
        "hour": "hour hours",
        "day": "day days",
        "week": "week weeks",
        "fortnight": "fortnight fortnights",
        "month": "month months",
        "year": "year years year-old yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
        "percent": "% percent percentage pct",
        "millimetre": "mm millimetre millimetres millimeter millimeters",
        "centimetre": "cm centimetre centimetres centimeter centimeters",
        "metre": "m metre metres meter meters",
        "kilometre": "km kilometre kilometres kilometer kilometers",
        "mile": "mile miles mi",
        "mph": "mph",
        "kph": "kph km/h kmh",
        "foot": "ft foot feet",
        "inch": "inch inches",
        "yard": "yard yards",
        "knot": "knot knots",
        "gram": "g gram grams grammes",
        "kilogram": "kg kilo kilos kilogram kilograms kilogrammes",
        "tonne": "tonne tonnes ton tons",
        "pound": "pound pounds lb lbs",
        "litre": "litre litres liter liters",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "acre": "acre acres",
        "hectare": "hectare hectares ha",
        "square": "square sq km² m²",
        "degree": "degree degrees °c °f °",
        "megawatt": "megawatt megawatts mw",
        "kilowatt": "kilowatt kilowatts kw",
        "dollar": "dollar dollars $ usd",
        "euro": "euro euros € eur",
        "sterling": "sterling £ gbp",
        "yen": "yen ¥",
        "yuan": "yuan renminbi",
        "ruble": "ruble rubles rouble roubles",
        "lira": "lira",
        "crown": "crown crowns krona kronor kroner koruna",
        "mark": "mark marks",
        "florin": "florin florins",
        "franc": "franc francs",
        "dinar": "dinar dinars",
        "rupee": "rupee rupees",
        "peso": "peso pesos",
        "dram": "dram drams",
        "manat": "manat manats",
        "point": "point points",
        "vote": "vote votes ballot ballots",
    }.items()
    for form in forms.split()
}

EVENTS: dict[str, frozenset[str]] = {
    name: frozenset(stem(word) for word in forms.split())
    for name, forms in {
        "dead": "killed kill kills killing dead die dies died dying death deaths toll body bodies "
        "slain fatalities fatality perished drowned lives life casualties martyred mortal fatal "
        "deadly murdered victims fell",
        "hurt": "wounded wound wounds injured injure injury injuries hurt maimed casualties",
        "missing": "missing unaccounted vanished disappeared",
        "captured": "captured capture captive captives prisoner prisoners seized detained arrested "
        "arrest arrests held detainees",
        "rescued": "rescued rescue saved survived survivors",
        "homeless": "homeless displaced evacuated fled evacuees refugees",
    }.items()
}
PEOPLE: dict[str, frozenset[str]] = {
    name: frozenset(stem(word) for word in forms.split())
    for name, forms in {
        "military": "soldier soldiers serviceman servicemen troops troop guard guards fighter "
        "fighters officer officers militant militants personnel military army conscripts "
        "servicemember servicemembers sailors recruits brigade combatants forces",
        "civilian": "civilian civilians villager villagers resident residents inhabitant "
        "inhabitants bystanders passengers",
        "child": "child children pupils pupil schoolchildren infants toddlers baby babies newborn "
        "newborns kid kids boy boys girl girls",
        "police": "police policeman policemen",
        "household": "family families household households",
        "worker": "employee employees staff worker workers",
        "customer": "customer customers saver savers client clients depositor depositors",
        "women": "women woman",
    }.items()
}
