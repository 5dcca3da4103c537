//! The lowest point of a function of a few numbers, without derivatives and without chance.
//!
//! **Definition.** Nelder and Mead's simplex: the worst corner is reflected through the middle of the others, and the
//! simplex grows, shrinks or closes in by what is found there (1, 2, ½, ½). It starts anew from what it has found until
//! that gains nothing.
//!
//! **Choices.** A place where the function is not a number is as bad as any. The same start gives the same end.
//!
//! **Source.** J. A. Nelder and R. Mead (1965), A simplex method for function minimization, The Computer Journal 7, 308-313.

/// The lowest place that is found from `start`, and how low it is there. `step` is the size of the first simplex.
///
/// ```
/// use huitou::stats::nelder_mead::lowest;
/// // Rosenbrock's valley, whose lowest place is (1, 1).
/// let (place, value) = lowest(&mut |p| (1.0 - p[0]) * (1.0 - p[0]) + 100.0 * (p[1] - p[0] * p[0]) * (p[1] - p[0] * p[0]), &[-1.2, 1.0], 0.5);
/// assert!((place[0] - 1.0).abs() < 1e-3 && (place[1] - 1.0).abs() < 1e-3 && value < 1e-6);
/// ```
pub fn lowest(function: &mut dyn FnMut(&[f64]) -> f64, start: &[f64], step: f64) -> (Vec<f64>, f64) {
    let mut of =
        |place: &[f64]| Some(function(place)).filter(|value| !value.is_nan()).unwrap_or(f64::INFINITY);
    let mut best = (start.to_vec(), of(start));
    for round in 0..MOST_ROUNDS {
        let found = descend(&mut of, &best, if round % 2 == 0 { step } else { -step });
        let gain = best.1 - found.1;
        best = if gain > 0.0 { found } else { best };
        if round > 0 && gain <= GAIN * (1.0 + best.1.abs()) {
            break;
        }
    }
    best
}

type Corner = (Vec<f64>, f64);

const MOST_ROUNDS: u32 = 8;
const MOST_STEPS: u32 = 400;
/// A start anew that gains no more, in parts of the value, is the last one.
const GAIN: f64 = 1e-11;
/// Corners that differ by no more are as low as one another.
const FLAT: f64 = 1e-12;

/// One simplex, until it is flat.
fn descend(of: &mut dyn FnMut(&[f64]) -> f64, from: &Corner, step: f64) -> Corner {
    let (mut corners, mut shrunk) = (vec![from.clone()], Vec::new());
    for at in 0..from.0.len() {
        let mut place = from.0.clone();
        place[at] += step;
        let value = of(&place);
        insert(&mut corners, (place, value));
    }
    for _ in 0..MOST_STEPS {
        let Some(worst) = corners.pop() else { break };
        let (lowest, highest) = (corners[0].1, corners[corners.len() - 1].1);
        if worst.1 - lowest <= FLAT * (1.0 + lowest.abs()) {
            break;
        }
        let n = corners.len() as f64;
        let mut towards = |by: f64| {
            let middle = |at: usize| corners.iter().map(|corner| corner.0[at]).sum::<f64>() / n;
            let place: Vec<f64> =
                (0..from.0.len()).map(|at| middle(at) + by * (worst.0[at] - middle(at))).collect();
            let value = of(&place);
            (place, value)
        };
        let mut next = towards(-1.0);
        if next.1 < lowest {
            let further = towards(-2.0);
            next = if further.1 < next.1 { further } else { next };
        } else if next.1 >= highest {
            next = towards(if next.1 < worst.1 { -0.5 } else { 0.5 });
        }
        if next.1 < worst.1 {
            insert(&mut corners, next);
            continue;
        }
        // Nothing around is lower than the worst corner: all close in on the lowest.
        corners.push(worst);
        let middle = corners[0].0.clone();
        for (mut place, _) in corners.split_off(1) {
            place.iter_mut().zip(&middle).for_each(|(at, low)| *at = (*at + low) / 2.0);
            let value = of(&place);
            shrunk.push((place, value));
        }
        shrunk.drain(..).for_each(|corner| insert(&mut corners, corner));
    }
    corners.swap_remove(0)
}

/// Keeps corners from the lowest to the highest.
fn insert(corners: &mut Vec<Corner>, corner: Corner) {
    let at = corners.iter().position(|other| corner.1 < other.1).unwrap_or(corners.len());
    corners.insert(at, corner);
}
