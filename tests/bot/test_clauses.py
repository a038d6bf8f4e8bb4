"""Parts of speech and deeds, on sentences of news."""

from __future__ import annotations

import pytest

from bot.language.clauses import clauses
from bot.language.phrases import Party
from bot.language.tagging import tagged

# N noun, P name, T time, V verb (f finite, p participle, i infinitive, g -ing), X auxiliary,
# A adjective, R adverb, I preposition, D determiner, O pronoun, W relative, C conjunction,
# S word that begins a clause, # number.
SENTENCES = """
The/D army/N shelled/Vf two/# villages/N on/I Monday/T
Rebels/N seized/Vf the/D town/N after/I three/# days/N of/I fighting/N
The/D minister/N said/Vf that/S talks/N would/X resume/Vi in/I March/T
Police/N arrested/Vf 14/# protesters/N the/D mayor/N said/Vf
Five/# civilians/N were/X killed/Vp when/S a/D rocket/N hit/Vf the/D market/N
Oil/N prices/N rose/Vf by/I 3/# per/N cent/N on/I Friday/T
The/D court/N has/X sentenced/Vp him/O to/I eight/# years/N in/I prison/N
Voters/N rejected/Vf the/D plan/N by/I a/D narrow/A majority/N
She/O was/X elected/Vp chairwoman/N of/I the/D party/N in/I 2019/T
The/D company/N plans/Vf to/I close/Vi its/D oldest/A plant/N
Thousands/# of/I people/N fled/Vf the/D burning/A city/N
A/D ship/N carrying/Vg grain/N left/Vf the/D port/N of/I Odessa/P
The/D treaty/N signed/Vp in/I Vienna/P entered/Vf into/I force/N in/I 1995/T
Officials/N deny/Vf that/S the/D dam/N was/X damaged/Vp
The/D new/A bridge/N cost/Vf 40/# million/# euros/N
France/P and/C Germany/P agreed/Vf to/I send/Vi more/D troops/N
The/D wounded/N were/X taken/Vp to/I a/D hospital/N in/I the/D capital/N
Its/D leader/N called/Vf the/D vote/N a/D farce/N
According/I to/I the/D union/N half/# of/I the/D drivers/N went/Vf on/I strike/N
Farmers/N who/W lost/Vf their/D crops/N will/X receive/Vi aid/N
The/D storm/N left/Vf 20,000/# homes/N without/I power/N
He/O did/X not/R answer/Vi questions/N about/I the/D loan/N
The/D bank/N which/W owes/Vf 3/# billion/# dollars/N was/X closed/Vp
Turkish/P forces/N killed/Vf two/# Kurdish/P fighters/N near/I the/D border/N
The/D report/N blames/Vf the/D pilot/N for/I the/D crash/N
Water/N levels/N are/X still/R rising/Vg engineers/N warned/Vf
We/O won/Vf said/Vf the/D general/N
Neither/D side/N has/X accepted/Vp the/D offer/N yet/R
The/D opposition/N wants/Vf an/D early/A election/N
Most/D of/I the/D victims/N were/X children/N
The/D strike/N ended/Vf on/I Sunday/T ten/# days/N after/S it/O had/X begun/Vp
Smith/P a/D former/A judge/N was/X fined/Vp for/I speeding/N
The/D fire/N destroyed/Vf at/R least/R 30/# houses/N
Workers/N voted/Vf to/I end/Vi the/D walkout/N
The/D governor/N whose/D term/N ends/Vf in/I May/T will/X not/R run/Vi again/R
Kenya's/P parliament/N passed/Vf the/D bill/N on/I Tuesday/T
The/D plane/N was/X forced/Vp to/I land/Vi in/I Prague/P
Rescuers/N found/Vf the/D boy/N alive/A under/I the/D rubble/N
Exports/N fell/Vf while/S imports/N rose/Vf sharply/R
The/D city's/N hospitals/N treated/Vf 75/# patients/N many/D of/I them/O children/N
"""
LETTERS = {
    "noun": "N",
    "name": "P",
    "time": "T",
    "verb": "V",
    "auxiliary": "X",
    "adjective": "A",
    "adverb": "R",
    "preposition": "I",
    "determiner": "D",
    "pronoun": "O",
    "relative": "W",
    "conjunction": "C",
    "clause": "S",
    "number": "#",
}
# Share of the words that must be tagged rightly.
RIGHT = 0.98


def test_parts_of_speech_are_told() -> None:
    wrong, count = [], 0
    for line in SENTENCES.strip().splitlines():
        asked = [word.rsplit("/", 1) for word in line.split()]
        found = tagged(" ".join(word for word, _ in asked))
        for token, (word, tag) in zip(found, asked, strict=True):
            form = token.form[:1] if token.part == "verb" else ""
            form = {"ing": "g"}.get(token.form, form) if form else ""
            count += 1
            if LETTERS[token.part] + form != tag:
                wrong.append((word, LETTERS[token.part] + form, tag))
    assert len(wrong) <= (1 - RIGHT) * count, wrong


def named(party: Party | None) -> str:
    return "" if party is None else " ".join(w.surface for w in party.words)


@pytest.mark.parametrize(
    ("text", "base", "agent", "patient"),
    [
        ("Ombrey attacked two posts.", "attack", "Ombrey", "two posts"),
        ("Two posts were attacked by Ombrey on Tuesday.", "attack", "Ombrey", "Two posts"),
        ("Ombrey's attack on two posts failed.", "attack", "Ombrey's", "two posts"),
        ("The seizure of a ship by the navy went on.", "seize", "navy", "ship"),
        ("Imsen, the spokesman, denied the report.", "deny", "Imsen spokesman", "report"),
        ("Korrin, who led the party, resigned.", "lead", "Korrin", "party"),
        ("Korrin, who led the party, resigned.", "resign", "Korrin", ""),
        ("The bus left the road, killing two men.", "kill", "bus", "two men"),
        ("The posts attacked by rebels were lost.", "attack", "rebels", "posts"),
        ("The league asked Kestria to leave the pass.", "leave", "Kestria", "pass"),
        ("The mayor of Brenmoor opened the hall.", "open", "mayor Brenmoor", "hall"),
        ("Kestria closed the pass and fined drivers.", "fine", "Kestria", "drivers"),
        ('"We won," said General Orlik.', "say", "General Orlik", ""),
        ("Arlen said that he warned the mayor.", "warn", "Arlen", "mayor"),
        ("Velmara may catch 6,500 tonnes and Pelagia 5,000.", "catch", "Pelagia", "5,000"),
    ],
)
def test_who_did_what_is_read(text: str, base: str, agent: str, patient: str) -> None:
    deeds = [d for d in clauses(text).deeds if d.base == base]
    assert (agent, patient) in [(named(d.agent), named(d.patient)) for d in deeds], deeds


def test_who_gets_and_who_gives_are_told_apart() -> None:
    (deed,) = clauses("The minister handed the envoy a note.").deeds
    assert (named(deed.to), named(deed.patient)) == ("envoy", "note")


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung hat am Dienstag den Haushalt beschlossen.",
        "El gobierno de Armenia anunció ayer la muerte de cuatro soldados.",
        "",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert clauses(text).deeds == ()
