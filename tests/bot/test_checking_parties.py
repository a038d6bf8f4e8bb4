"""Claims that exchange, join or misattribute deeds, and faithful ones in other words."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check

# By name: what is cited, in view of the claims below.
CITED = {
    "sarn": (
        "Four Kestrian border guards were killed and nine wounded on Tuesday when soldiers of"
        " Ombrey attacked two posts at the Sarn Pass, the Ministry of Defence in Vell "
        "announced today."
    ),
    "imsen": (
        "The attack was beaten off by noon. According to Imsen 15 Ombrish soldiers were "
        'killed and two were taken prisoner. "We have not lost a single post," he added.'
    ),
    "voss": (
        "Foreign Minister Lidia Voss summoned the chargé d'affaires of Ombrey and handed him "
        'a note of protest. She called the attack "a planned provocation" and said that '
        'Kestria reserved the right to "an appropriate response".'
    ),
    "teague": (
        "Yesterday evening the fighting stopped after a telephone call by Bruno Teague, the "
        "envoy of the Littoral League, with both defence ministers."
    ),
    "protocol": (
        "It ended with the Vell Protocol, in which Ombrey undertook to keep heavy weapons 10 "
        "kilometres away from the frontier. Kestria accuses its neighbour of having broken "
        "that promise for months."
    ),
    "tess": ("Voss thanked Tessaly, which has offered to host talks in Orvane."),
    "orlik": (
        "Ombrish troops then took two Kestrian posts and still hold them, according to Orlik."
        " Twelve Kestrian guards were killed, she said, and six captured. Vell speaks of four"
        " dead, denies that any of its men are prisoners and claims that it has lost no "
        "ground."
    ),
    "shep": (
        "Shortly before five in the morning, said the chief of the General Staff, General "
        "Hanne Orlik, Kestrian border guards had fired at shepherds who were bringing their "
        "flocks down from the high meadows."
    ),
    "wynd": (
        "Under the Vell Protocol Kestria was to withdraw its snipers from the ridge, Wynd "
        "recalled; it never did."
    ),
    "herring": (
        "Velmara may catch 6,500 tonnes a year and Pelagia 5,000. Pelagia's boats receive 49 "
        "licences, those of Velmara 42."
    ),
    "seized": (
        "It reached its height in November 2022, when the navy of Pelagia seized seven "
        "Velmaran trawlers and held their 61 men for twelve days. Nobody was killed, but a "
        "Velmaran deckhand lost two fingers."
    ),
    "penn": (
        'Hugo Penn, chairman of the Pelagian boat owners, spoke of a "betrayal": Pelagia\'s '
        "share before the quarrel had been 7,200 tonnes. In Port Selwick a few dozen "
        "fishermen threw herring at the car of their minister. Dario Melk, the mayor, did not"
        " attend the signing."
    ),
    "korrin": (
        "Sabine Korrin, who stood for the Progress Alliance, won 51.8 per cent of the vote in"
        " Sunday's second round, the Electoral Commission announced at 3 am. Dario Melk of "
        "the National Hearth party, the mayor of Port Selwick, took 48.2 per cent."
    ),
    "round1": (
        "In the first round, on 26 May, Melk had been ahead with 39.6 per cent to Korrin's "
        "37.3. The decisive support came from the Greens of Tilda Moss, who had won 11 per "
        "cent and backed Korrin a week later."
    ),
    "melk": (
        "Melk congratulated her by telephone shortly after four, but his campaign spoke of "
        "irregularities in 42 polling stations. The commission said it had received 12 "
        "complaints and had dismissed seven of them."
    ),
    "ferrant": (
        "The mission of the Littoral League, which had sent 150 observers, called the vote "
        '"orderly, with isolated faults". Its head, Maud Ferrant, criticised that state '
        "television had given Korrin almost twice as much time as her opponent."
    ),
    "strike": (
        "The Harbour Workers' Federation said that 92 per cent of the port's 2,600 workers "
        "had stayed away. The operator of the port, Corvane Terminals, put the turnout at 58 "
        "per cent."
    ),
    "hurt": (
        "The police said that two officers and five strikers had been hurt; the union spoke "
        "of ten injured strikers."
    ),
    "offer": (
        "The union demands a rise in pay of 9 per cent and an end to shifts of twelve hours. "
        'Corvane has offered 4.5 per cent and a study on working time, which Lenz called "a '
        'study in doing nothing".'
    ),
    "cost": (
        "According to the company the strike cost 31 million florins. The union put the loss "
        "at less than 20 million, since most of the cargo had only been late and not lost."
    ),
    "owned": (
        "The company is owned to 60 per cent by the Meridale family and to 40 per cent by the city."
    ),
    "morn": (
        "A group of younger members booed him and called the deal a surrender. One of them, "
        "the crane driver Sela Morn, said that she would run against Lenz at the congress of "
        "the union in autumn."
    ),
    "haldane": (
        "The chief executive, Viktor Haldane, was removed from his post by the regulator on "
        "Thursday night. Prosecutors have opened an inquiry into false accounting."
    ),
    "loan": (
        "Most of the missing money had been lent to a single customer, the property developer"
        " Stellan Group, which owes the bank 180 million marks and has not paid interest "
        "since March."
    ),
    "arlen": (
        "Piet Arlen, who leads the opposition there, maintains that he warned of the tower in"
        " a letter in June and never had an answer. Mayor Joan Tulle said that the letter had"
        " been about noise."
    ),
    "ardel": (
        "Mayor Tomas Ardel demanded that the head of the Directorate, Marta Quill, step down."
        " Prime Minister Ilse Varnholt rejected the demand, saying that a rescue was no time "
        "for changing the rescuers."
    ),
    "quill": (
        '"We count bodies, not rumours," answered Marta Quill, who heads the Directorate. She'
        " accused the mayor of adding people who were missing to those who were dead."
    ),
    "divers": (
        "Kestria has sent 40 divers and two pumps; its neighbour Ombrey offered helicopters, "
        "which Tessaly has not yet accepted."
    ),
    "dead49": (
        "At least 49 soldiers of Armenia had been killed, its government said on Tuesday. "
        "According to the Azerbaijani Defense Ministry, Tuesday's deadly fighting cost the "
        "lives of fifty Azerbaijani servicemen."
    ),
}
FAITHFUL = [
    ("sarn", "Two posts at the Sarn Pass were attacked by Ombrish soldiers on Tuesday."),
    ("imsen", "Fifteen soldiers of Ombrey lost their lives, Imsen said."),
    ("voss", "The chargé d'affaires of Ombrey was summoned by Foreign Minister Lidia Voss."),
    ("voss", "Voss gave a note of protest to Ombrey's chargé d'affaires."),
    ("teague", "A call by Bruno Teague to both defence ministers ended the fighting."),
    ("protocol", "Kestria says that its neighbour has been breaking the promise for months."),
    ("tess", "Tessaly offered to host talks, and Voss thanked it."),
    ("orlik", "Two Kestrian posts were taken by Ombrish troops, Orlik said."),
    ("orlik", "Orlik spoke of twelve dead Kestrian guards, Vell of four."),
    ("shep", "General Hanne Orlik said that guards of Kestria had shot at shepherds."),
    ("wynd", "Wynd recalled that Kestria had to pull its snipers back from the ridge."),
    ("herring", "Pelagia gets 49 licences and Velmara 42."),
    ("seized", "Seven trawlers from Velmara were seized by Pelagia's navy in November 2022."),
    (
        "seized",
        "The seizure of seven Velmaran trawlers by the Pelagian navy took place in November 2022.",
    ),
    (
        "penn",
        "Mayor Dario Melk stayed away from the signing, and fishermen threw herring at "
        "their minister's car.",
    ),
    (
        "korrin",
        "Dario Melk, the National Hearth candidate, lost with 48.2 per cent to Sabine "
        "Korrin, who had 51.8.",
    ),
    ("round1", "The Greens of Tilda Moss, who backed Korrin, had won 11 per cent."),
    ("round1", "In the first round, Korrin was behind Melk with 37.3 per cent."),
    (
        "ferrant",
        "Maud Ferrant, who heads the mission of the Littoral League, criticised state television.",
    ),
    (
        "strike",
        "Corvane Terminals put the turnout at 58 per cent and the Harbour Workers' "
        "Federation at 92.",
    ),
    ("hurt", "According to the union, ten strikers were injured."),
    ("offer", "A rise of 4.5 per cent has been offered by Corvane, while the union wants 9."),
    ("cost", "The strike caused a loss of 31 million florins, the company said."),
    ("haldane", "The regulator removed the chief executive, Viktor Haldane, on Thursday."),
    ("loan", "Stellan Group, a property developer, was lent most of the missing money."),
    ("ardel", "Varnholt refused Ardel's demand that Quill resign."),
    ("quill", "Marta Quill said the mayor had added missing people to the dead."),
    ("dead49", "Armenia's government said at least 49 of its soldiers had been killed."),
]
WRONG = [
    ("sarn", "Two Ombrish posts at the Sarn Pass were attacked by Kestrian soldiers on Tuesday."),
    ("sarn", "Kestria's attack on two posts killed four border guards."),
    ("imsen", "Fifteen Kestrian soldiers were killed, according to Imsen."),
    ("voss", "Ombrey summoned the chargé d'affaires of Kestria."),
    ("voss", "Lidia Voss was handed a note of protest by the chargé d'affaires of Ombrey."),
    (
        "protocol",
        "Kestria undertook in the Vell Protocol to keep heavy weapons away from the frontier.",
    ),
    ("tess", "Tessaly thanked Voss for the offer to host talks."),
    ("orlik", "Kestrian troops took two posts, according to Orlik."),
    ("orlik", "Orlik said that no ground had been lost."),
    ("orlik", "Vell spoke of twelve dead guards."),
    ("shep", "Shepherds had fired at Kestrian border guards, Orlik said."),
    ("herring", "Pelagia may catch 6,500 tonnes a year."),
    ("herring", "Velmara's boats receive 49 licences."),
    ("seized", "The navy of Velmara seized seven Pelagian trawlers."),
    ("penn", "Hugo Penn did not attend the signing."),
    ("korrin", "Dario Melk won 51.8 per cent of the vote in the second round."),
    ("round1", "Korrin was ahead in the first round."),
    ("melk", "Korrin congratulated Melk by telephone."),
    (
        "melk",
        "The Electoral Commission said it had received complaints from Melk, whom it "
        "congratulated by telephone.",
    ),
    ("ferrant", "Maud Ferrant had given Korrin almost twice as much time as her opponent."),
    ("strike", "Corvane Terminals said that 92 per cent of the workers had stayed away."),
    ("hurt", "The police spoke of ten injured strikers."),
    ("cost", "The union said that the strike cost 31 million florins."),
    ("owned", "The city owns 60 per cent of the company."),
    ("morn", "Odo Lenz said that he would run against Sela Morn at the congress of the union."),
    ("loan", "The bank owes Stellan Group 180 million marks."),
    ("arlen", "Joan Tulle warned of the tower in a letter in June."),
    ("ardel", "Marta Quill demanded that Mayor Tomas Ardel step down."),
    ("divers", "Ombrey has sent 40 divers, and Kestria offered helicopters."),
]


@pytest.mark.parametrize(("source", "claim"), FAITHFUL)
def test_who_did_what_may_be_said_in_other_words(source: str, claim: str) -> None:
    verdict = check(claim, [Cited(CITED[source])])
    assert verdict.status == "supported", verdict.faults


@pytest.mark.parametrize(("source", "claim"), WRONG)
def test_what_one_did_or_said_is_not_given_to_another(source: str, claim: str) -> None:
    assert check(claim, [Cited(CITED[source])]).status != "supported"
