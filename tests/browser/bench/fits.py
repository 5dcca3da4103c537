"""The fits of the Python package lifetimes: `fits.py CUSTOMERS DATA`.

Writes DATA unless it is there: a line a customer, repeat order days, day of the last, days watched, from a BG/NBD with
CDNOW's published parameters. Fits it and prints a line of JSON for each model: its seconds of processor time and parameters.
"""

import json
import os
import sys
import time
import warnings
from pathlib import Path

# One thread, as a worker has.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy  # noqa: E402

SEED = 1
R, ALPHA, A, B = 0.243, 4.414, 0.793, 2.426


def customers(count):
    chance = numpy.random.default_rng(SEED)
    for _ in range(count):
        rate = chance.gamma(R, 1 / ALPHA) / 7
        stops = chance.beta(A, B)
        watched = int(chance.integers(189, 274))
        at, days = 0.0, set()
        while rate > 0:
            at += chance.exponential(1 / rate)
            if at >= watched + 1:
                break
            days.add(int(at))
            if chance.random() < stops:
                break
        days.discard(0)
        yield len(days), max(days, default=0), watched


def main():
    count, path = int(sys.argv[1]), Path(sys.argv[2])
    if not path.exists():
        fresh = path.with_suffix(".part")
        fresh.write_text("".join(f"{x} {last} {watched}\n" for x, last, watched in customers(count)))
        fresh.rename(path)
    x, last, watched = numpy.loadtxt(path, dtype=int, unpack=True)
    warnings.simplefilter("ignore")
    from lifetimes import BetaGeoFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

    for name, fitter in [("bg_nbd", BetaGeoFitter), ("mbg_nbd", ModifiedBetaGeoFitter), ("pareto_nbd", ParetoNBDFitter)]:
        model = fitter(penalizer_coef=0.0)
        start = time.process_time()
        options = {"maxiter": 10_000} if name == "pareto_nbd" else {}
        model.fit(x, last / 7, watched / 7, **options)
        seconds = time.process_time() - start
        print(json.dumps({"model": name, "seconds": seconds, "parameters": [float(value) for value in model.params_]}), flush=True)


main()
