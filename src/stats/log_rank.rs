//! Whether groups end their waits equally fast.
//!
//! **Definition.** At every time at which d of n waits end, a group with nᵢ of the n is expected to have d nᵢ / n of
//! them. With O − E the sums of ends beyond that, and V the sum of their hypergeometric covariances
//! d (n − d) / (n − 1) · nᵢ/n · (δᵢⱼ − nⱼ/n), (O − E)ᵀ V⁻¹ (O − E) over all groups but one is χ² with one degree of
//! freedom less than there are groups.
//!
//! **Choices.** All times weigh the same. Undefined for fewer than two groups with waits and where nobody ends one.
//!
//! **Sources.** N. Mantel (1966), Cancer Chemotherapy Reports 50, 163-170; values checked against lifelines.

use super::chi_square;
use super::kaplan_meier::Waits;

/// The outcome of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// χ².
    pub statistic: f64,
    /// Groups less one.
    pub degrees: u32,
    /// How often chance alone makes groups differ as much, 0..=1.
    pub p: f64,
}

/// Compares groups that share nobody.
pub fn log_rank(groups: &[&Waits]) -> Option<LogRank> {
    let mut at_risk = Vec::new();
    groups.iter().for_each(|group| at_risk.push(group.total()));
    let size = groups.len().checked_sub(1).filter(|size| *size > 0 && !at_risk.contains(&0))?;
    // Each row is one of V, and O − E behind it.
    let mut rows = vec![vec![0.0; size + 1]; size];
    let times = groups.iter().map(|group| group.len()).max().unwrap_or(0);
    for time in 0..times {
        let (n, d) = (at_risk.iter().sum::<u64>(), groups.iter().map(|group| group.at(time)[0]).sum::<u64>());
        if d > 0 {
            add_time(&mut rows, groups, &at_risk, time, [n as f64, d as f64]);
        }
        for (at_risk, group) in at_risk.iter_mut().zip(groups) {
            let [ended, open] = group.at(time);
            *at_risk -= ended + open;
        }
    }
    let statistic = quadratic_form(rows)?;
    Some(LogRank { statistic, degrees: size as u32, p: chi_square::at_least(statistic, size as u32) })
}

fn add_time(rows: &mut [Vec<f64>], groups: &[&Waits], at_risk: &[u64], time: usize, [n, d]: [f64; 2]) {
    let size = rows.len();
    let spread = if n > 1.0 { d * (n - d) / (n - 1.0) } else { 0.0 };
    for (i, row) in rows.iter_mut().enumerate() {
        let share = at_risk[i] as f64 / n;
        for (j, entry) in row[..size].iter_mut().enumerate() {
            let same = if i == j { 1.0 } else { 0.0 };
            *entry += spread * share * (same - at_risk[j] as f64 / n);
        }
        row[size] += groups[i].at(time)[0] as f64 - d * share;
    }
}

/// bᵀ A⁻¹ b of the rows A | b, A positive definite, by Gaussian elimination; `None` where A has no inverse.
fn quadratic_form(mut rows: Vec<Vec<f64>>) -> Option<f64> {
    let size = rows.len();
    let mut sum = 0.0;
    for pivot in 0..size {
        let (done, rest) = rows.split_at_mut(pivot + 1);
        let row = &done[pivot];
        if row[pivot] <= 1e-9 {
            return None;
        }
        // With A = L D Lᵀ the form is the sum of the squares of L⁻¹ b over D.
        sum += row[size] * row[size] / row[pivot];
        for below in rest {
            let factor = below[pivot] / row[pivot];
            below.iter_mut().zip(row).for_each(|(entry, above)| *entry -= factor * above);
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let waits = |times: &[u32]| {
            let mut waits = Waits::default();
            times.iter().for_each(|time| waits.add(*time, true));
            waits
        };
        // At 1 one of 2 + 2 ends: 1/2 expected, variance 1/4. At 2 one of 1 + 2: 1/3, 2/9. At 3 one of 0 + 2, at 4 one
        // of 0 + 1: nothing. (2 - 5/6)^2 / (17/36) = 49/17.
        let (early, late) = (waits(&[1, 2]), waits(&[3, 4]));
        let found = log_rank(&[&early, &late]).unwrap();
        assert!((found.statistic - 49.0 / 17.0).abs() < 1e-12, "{found:?}");
        assert!((log_rank(&[&late, &early]).unwrap().statistic - found.statistic).abs() < 1e-12);
        assert_eq!(log_rank(&[&early]), None);
        assert_eq!(log_rank(&[&early, &Waits::default()]), None);
        let mut open = Waits::default();
        open.add(3, false);
        assert_eq!(log_rank(&[&open, &open]), None);
    }
}
