//! Exact money: integer minor units of one currency.

use serde::{Deserialize, Serialize};

/// An amount in minor units (cents, fen, yen), of the currency of the [`Orders`](crate::order::Orders)
/// that it came from. |amount| < 2^53, so that it is exact as a JavaScript number too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Money(pub i64);

impl Money {
    /// No amount may reach it: 2^53 minor units.
    pub const LIMIT: i64 = 1 << 53;
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// Half-even of `numerator / denominator` minor units; `None` for a zero denominator.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Money> {
        if denominator == 0 {
            return None;
        }
        let (n, d) = if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
        let (floor, rest) = (n.div_euclid(d), n.rem_euclid(d));
        let up = rest * 2 > d || (rest * 2 == d && floor % 2 != 0);
        i64::try_from(floor + i128::from(up)).ok().map(Money)
    }

    /// This amount over `whole`; `None` where `whole` is not positive, since a share of nothing or of a
    /// loss says nothing.
    pub fn share_of(self, whole: Money) -> Option<f64> {
        (whole.0 > 0).then(|| self.0 as f64 / whole.0 as f64)
    }
}

impl std::ops::Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl std::ops::AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl std::ops::Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, |a, b| a + b)
    }
}

/// A currency: its ISO 4217 code and how many decimals its minor unit has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Currency {
    /// `CNY`, `USD`, ...; empty where the file names none.
    pub code: String,
    /// 0, 2 or 3.
    pub decimals: u8,
}

impl Currency {
    /// The currency of an ISO code in any case; an unknown code has 2 decimals.
    pub fn of(code: &str) -> Currency {
        let code = code.trim().to_ascii_uppercase();
        let decimals = match code.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        };
        Currency { code, decimals }
    }

    /// Minor units in one major unit: 1, 100 or 1000.
    pub fn minor_per_major(&self) -> i64 {
        10_i64.saturating_pow(u32::from(self.decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratio_rounds_half_to_even() {
        for (n, d, expected) in [(5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (10, 3, 3), (5, -2, -2)] {
            assert_eq!(Money::ratio(n, d), Some(Money(expected)), "{n}/{d}");
        }
        assert_eq!(Money::ratio(1, 0), None);
    }

    #[test]
    fn a_share_of_nothing_is_undefined() {
        assert_eq!(Money(1).share_of(Money(4)), Some(0.25));
        assert_eq!(Money(1).share_of(Money(0)), None);
        assert_eq!(Money(1).share_of(Money(-4)), None);
    }

    #[test]
    fn currencies_know_their_decimals() {
        assert_eq!(Currency::of("jpy").minor_per_major(), 1);
        assert_eq!(Currency::of("KWD").minor_per_major(), 1000);
        assert_eq!(Currency::of("").minor_per_major(), 100);
    }
}
