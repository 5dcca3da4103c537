//! Which of many tests found something, so that few of the finds are chance.
//!
//! **Definition.** With p₁ ≤ p₂ ≤ … ≤ pₘ the largest p with pₖ ≤ k q / m; all tests with this p or a smaller one found
//! something. Of these the expected share that is chance is at most q.
//!
//! **Source.** Y. Benjamini and Y. Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300; its example
//! of fifteen tests is the test below.

/// The largest p that is a find at the false discovery rate of 5 %; `None` where there is no find.
///
/// ```
/// use huitou::stats::false_discovery::largest_p_of_a_find;
/// // .04 alone would do; as the first of two it had to be .025 or less.
/// assert_eq!(largest_p_of_a_find(&[0.04]), Some(0.04));
/// assert_eq!(largest_p_of_a_find(&[0.04, 0.9]), None);
/// ```
pub fn largest_p_of_a_find(all: &[f64]) -> Option<f64> {
    // There are some hundred at most: counting what is below is less than sorting.
    let rank = |p: f64| all.iter().filter(|other| **other <= p).count();
    let is_find = |p: &f64| *p <= rank(*p) as f64 * RATE / all.len() as f64;
    all.iter().copied().filter(is_find).reduce(f64::max)
}

/// The share of finds that may be chance.
const RATE: f64 = 0.05;

#[cfg(test)]
mod tests {
    use super::largest_p_of_a_find;

    #[test]
    fn the_example_of_benjamini_and_hochberg() {
        // Their section 4.1: "0.0095 <= 4/15 x 0.05 = 0.013", so four of fifteen are finds; Bonferroni has three.
        let mut p = vec![
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        assert_eq!(largest_p_of_a_find(&p), Some(0.0095));
        p.reverse();
        assert_eq!(largest_p_of_a_find(&p), Some(0.0095));
    }

    #[test]
    fn a_later_p_lifts_those_before_it() {
        // By hand: .04 > .025 alone, and .045 <= 2/2 x .05 takes both.
        assert_eq!(largest_p_of_a_find(&[0.045, 0.04]), Some(0.045));
        assert_eq!(largest_p_of_a_find(&[0.03, 0.03]), Some(0.03));
        assert_eq!(largest_p_of_a_find(&[]), None);
        assert_eq!(largest_p_of_a_find(&[1.0]), None);
    }
}
