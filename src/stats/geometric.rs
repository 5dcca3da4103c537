//! Between two positive numbers, on the scale of ratios.
//!
//! **Definition.** a^w b^(1 − w) = exp(w ln a + (1 − w) ln b): at w = 1/2 as many times as large as one as it is smaller
//! than the other.

/// The geometric mean of `a` with weight `weight`, 0..=1, and `b` with the rest; both are positive.
///
/// ```
/// let mean = huitou::stats::geometric::weighted(10.0, 40.0, 0.5);
/// assert!((mean - 20.0).abs() < 1e-12);
/// ```
pub fn weighted(a: f64, b: f64, weight: f64) -> f64 {
    of_logs(libm::log(a), libm::log(b), weight)
}

/// The same of two natural logarithms.
pub fn of_logs(a: f64, b: f64, weight: f64) -> f64 {
    libm::exp(weight * a + (1.0 - weight) * b)
}

/// The natural logarithms of halves of positive whole numbers: each of the smaller ones is taken once.
#[derive(Clone, Debug, Default)]
pub struct Logs {
    /// By twice the number; 0 where it has not been asked for, as at the number 1.
    known: Vec<f64>,
}

impl Logs {
    /// So many are kept.
    const MOST: usize = 1 << 14;

    /// That of half of a number.
    ///
    /// ```
    /// let mut logs = huitou::stats::geometric::Logs::default();
    /// for doubled in [3, 2, 3, 1, 1 << 20] {
    ///     assert_eq!(logs.of_half(doubled), libm::log(f64::from(doubled) / 2.0));
    /// }
    /// ```
    pub fn of_half(&mut self, doubled: u32) -> f64 {
        let at = doubled as usize;
        match self.known.get(at) {
            Some(&log) if log != 0.0 => return log,
            _ => {}
        }
        let log = libm::log(f64::from(doubled) / 2.0);
        if at < Logs::MOST {
            self.known.resize(self.known.len().max(at + 1), 0.0);
            self.known[at] = log;
        }
        log
    }
}
