"""What survey analyze finds in ratings, beside scipy and the package krippendorff.

The ratings are nobody's: random.Random, the Mersenne Twister, draws them.
"""

import itertools
import json
import random

import krippendorff
import midi_files
import numpy
import pytest
from scipy import stats

QUESTIONS = ["coherence", "musicality", "creativity"]
PEOPLE = 9


@pytest.fixture(scope="module")
def study(workshop, tiny_last):
    """A study with ratings at random, of which some are missing: its key, ratings and analysis."""
    for number in range(3):
        scale = [40 + (number * 5 + step * 7) % 40 for step in range(60)]
        midi_files.write(workshop.folder / "people" / f"{number}.mid", scale)
    music = ["--models", tiny_last, "--human", "people", "--random", "--excerpts", "2"]
    more = ["--seconds", "1", "--seed", "1", "--top-p", "0.9", "--participants", str(PEOPLE)]
    workshop("survey", "make", *music, *more, "--out", "study")
    folder = workshop.folder / "study"
    key = json.loads((folder / "key" / "key.json").read_text())
    ratings = _ratings(key)
    for person in range(PEOPLE):
        answers = {
            entry["excerpt"]: {
                question: str(int(ratings[question][person, place]))
                for question in QUESTIONS
                if not numpy.isnan(ratings[question][person, place])
            }
            for place, entry in enumerate(key["excerpts"])
        }
        ballot = {"format": 1, "study": key["study"], "participant": person + 1, "answers": answers}
        (folder / "answers" / f"{person}.json").write_text(json.dumps(ballot))
    workshop("survey", "analyze", "study")
    return key, ratings, json.loads((folder / "analysis.json").read_text())["questions"]


def _ratings(key):
    """By question: a matrix of people and excerpts, NaN where there is none."""
    drawn = random.Random(20)
    shift = {"model": 0, "human": 1, "random": -1}
    ratings = {}
    for question in QUESTIONS:
        rows = [
            [
                min(5, max(1, drawn.randint(1, 5) + shift[entry["source"]["kind"]]))
                for entry in key["excerpts"]
            ]
            for _ in range(PEOPLE)
        ]
        ratings[question] = numpy.array(rows, dtype=float)
        ratings[question][drawn.randrange(PEOPLE), drawn.randrange(len(rows[0]))] = numpy.nan
    return ratings


def _means(key, ratings):
    """Each person's mean of each source, by its name."""
    names = [entry["source"]["name"] for entry in key["excerpts"]]
    return {
        name: numpy.nanmean(ratings[:, [n == name for n in names]], axis=1) for name in set(names)
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_means_and_intervals_are_those_of_scipy(study, question):
    key, ratings, found = study
    means = _means(key, ratings[question])
    for source in found[question]["sources"]:
        sample = means[source["source"]]
        assert source["mean"] == pytest.approx(sample.mean())
        assert source["sd"] == pytest.approx(sample.std(ddof=1))
        interval = stats.t.interval(0.95, len(sample) - 1, sample.mean(), stats.sem(sample))
        assert (source["low"], source["high"]) == pytest.approx(interval)


@pytest.mark.parametrize("question", QUESTIONS)
def test_agreement_is_that_of_krippendorff(study, question):
    _, ratings, found = study
    alpha = krippendorff.alpha(
        reliability_data=ratings[question], level_of_measurement="ordinal"
    )
    assert found[question]["krippendorff_alpha"] == pytest.approx(alpha)


@pytest.mark.parametrize("question", QUESTIONS)
def test_friedman_is_that_of_scipy(study, question):
    key, ratings, found = study
    result = stats.friedmanchisquare(*_means(key, ratings[question]).values())
    assert found[question]["friedman"]["participants"] == PEOPLE
    assert found[question]["friedman"]["statistic"] == pytest.approx(result.statistic)
    assert found[question]["friedman"]["p"] == pytest.approx(result.pvalue)


@pytest.mark.parametrize("question", QUESTIONS)
def test_pairs_are_those_of_scipy_and_holm(study, question):
    key, ratings, found = study
    means = _means(key, ratings[question])
    assert len(found[question]["pairs"]) == len(list(itertools.combinations(means, 2)))
    for pair in found[question]["pairs"]:
        difference = (means[pair["first"]] - means[pair["second"]]).round(9)
        difference = difference[difference != 0]
        tied = len(set(abs(difference))) < len(difference)
        method = "approx" if tied else "exact"
        result = stats.wilcoxon(difference, method=method, correction=tied)
        assert pair["p"] == pytest.approx(result.pvalue)
    ps = sorted((pair["p"], pair["p_holm"]) for pair in found[question]["pairs"])
    adjusted = numpy.maximum.accumulate(
        [min(1, (len(ps) - rank) * p) for rank, (p, _) in enumerate(ps)]
    )
    assert [holm for _, holm in ps] == pytest.approx(list(adjusted))


def test_the_key_says_how_to_make_the_excerpts_again(study):
    key, _, _ = study
    origins = [entry["origin"] for entry in key["excerpts"] if entry["source"]["kind"] == "model"]
    assert sorted(origins) == ["seed 1, piece 1, --top-p 0.9", "seed 1, piece 2, --top-p 0.9"]
