//! How often something held that should hold so often.

/// One promise, counted over runs.
pub struct Tally {
    /// What was promised.
    pub name: String,
    /// In how many of a hundred runs it is to hold.
    pub promised: f64,
    /// Runs in which it held.
    pub held: u64,
    /// Runs that could tell.
    pub runs: u64,
}

/// Where the share of runs lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Below the band that chance alone leaves once in a thousand times.
    Below,
    /// In it.
    Inside,
    /// Above it: more careful than promised.
    Above,
}

/// The 99.95 % point of the standard normal distribution: 99.9 % of chance lies between both of them.
const Z_999: f64 = 3.290_526_731_491_9;

impl Tally {
    /// Nothing is counted yet.
    pub fn new(name: &str, promised: f64) -> Tally {
        Tally { name: name.into(), promised, held: 0, runs: 0 }
    }

    /// One run.
    pub fn add(&mut self, held: bool) {
        (self.held, self.runs) = (self.held + u64::from(held), self.runs + 1);
    }

    /// In how many of a hundred runs it held.
    pub fn percent(&self) -> f64 {
        100.0 * self.held as f64 / self.runs.max(1) as f64
    }

    /// Half the width of the band around what is promised, in percentage points.
    pub fn half_band(&self) -> f64 {
        let p = self.promised / 100.0;
        100.0 * Z_999 * (p * (1.0 - p) / self.runs.max(1) as f64).sqrt()
    }

    /// Where it lies.
    pub fn verdict(&self) -> Verdict {
        let above = self.percent() - self.promised;
        match above {
            _ if above < -self.half_band() => Verdict::Below,
            _ if above > self.half_band() => Verdict::Above,
            _ => Verdict::Inside,
        }
    }
}

#[test]
fn the_band_is_binomial() {
    // 2,000 runs at 95 %: 3.2905 x sqrt(.95 x .05 / 2000) = 1.6036 points, by hand.
    let tally = |held| Tally { held, runs: 2_000, ..Tally::new("", 95.0) };
    assert!((tally(1_900).half_band() - 1.6036).abs() < 1e-3);
    let verdicts = [1_867, 1_868, 1_900, 1_932, 1_933].map(|held| tally(held).verdict());
    let expected = [Verdict::Below, Verdict::Inside, Verdict::Inside, Verdict::Inside, Verdict::Above];
    assert_eq!(verdicts, expected);
}
