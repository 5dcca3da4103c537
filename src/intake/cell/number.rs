//! Amounts and quantities: exact decimals, in the forms that shops and spreadsheets write.

use huitou_columns::looks;

use super::currency::without_currency;
use super::{GROUPS, trimmed};
use crate::money::Money;

/// What separates the decimals of a column's numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DecimalMark {
    /// `1,234.50`
    #[default]
    Point,
    /// `1.234,50`
    Comma,
}

impl DecimalMark {
    /// The other one.
    pub fn other(self) -> DecimalMark {
        match self {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        }
    }

    /// The mark itself.
    pub fn byte(self) -> u8 {
        match self {
            DecimalMark::Point => b'.',
            DecimalMark::Comma => b',',
        }
    }
}

/// `digits` / 10^`scale`, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: i64,
    scale: u32,
}

/// Digits beyond these make no amount of money.
const MOST_DIGITS: u32 = 18;

/// A number without its signs.
struct Bare<'a> {
    text: &'a [u8],
    is_negative: bool,
    currency: Option<&'static str>,
}

impl Bare<'_> {
    /// What may be the number of a cell.
    fn of(cell: &[u8]) -> Option<Bare<'_>> {
        if looks::may_be_amount(cell) { Bare::within(cell) } else { None }
    }

    fn within(cell: &[u8]) -> Option<Bare<'_>> {
        let (outer, rest) = sign(cell);
        let (rest, currency) = without_currency(rest);
        let (inner, text) = sign(rest);
        // `-(5)` is minus five in two ways at once, `--5` is nothing.
        let is_doubled = outer.is_some() && inner.is_some() && !cell.ends_with(b")");
        let is_negative = outer == Some(true) || inner == Some(true);
        (!is_doubled).then_some(Bare { text, is_negative, currency })
    }
}

/// Whether a cleaned cell is a number under one mark or the other.
pub(crate) fn is_number(cell: &[u8]) -> bool {
    let reads = |text: &[u8], mark| Decimal::digits_of(text, mark).is_some();
    Bare::of(cell)
        .is_some_and(|bare| reads(bare.text, DecimalMark::Point) || reads(bare.text, DecimalMark::Comma))
}

impl Decimal {
    /// The number in a cleaned cell, and the currency whose sign stands beside it; `None` if it is no number.
    pub fn read(cell: &[u8], mark: DecimalMark) -> Option<(Decimal, Option<&'static str>)> {
        let Bare { text, is_negative, currency } = Bare::of(cell)?;
        let number = Decimal::digits_of(text, mark)?;
        let digits = if is_negative { -number.digits } else { number.digits };
        Some((Decimal { digits, ..number }, currency))
    }

    fn digits_of(cell: &[u8], mark: DecimalMark) -> Option<Decimal> {
        let point = mark.byte();
        let end = cell.iter().position(|&byte| byte == point).unwrap_or(cell.len());
        let (whole, fraction) = (&cell[..end], cell.get(end + 1..).unwrap_or_default());
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut number = Decimal { digits: 0, scale: 0 };
        number.push_whole(whole, mark)?;
        number.push_fraction(fraction)?;
        Some(number)
    }

    /// Groups, where there are any, are of three digits after the first, which is none of zeros; between commas
    /// of two before the last, as in India.
    fn push_whole(&mut self, whole: &[u8], mark: DecimalMark) -> Option<()> {
        let end = |bytes: &[u8]| bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
        let (mut part, mut rest) = whole.split_at(end(whole));
        let group: &[u8] = if rest.first() == Some(&mark.other().byte()) {
            &rest[..1]
        } else {
            GROUPS.into_iter().find(|group| rest.starts_with(group)).unwrap_or_default()
        };
        if !rest.is_empty() && (!(1..=3).contains(&part.len()) || part[0] == b'0') {
            return None;
        }
        // The length of the groups between the first and the last.
        let mut between = None;
        loop {
            part.iter().try_for_each(|&byte| self.push_digit(byte))?;
            if rest.is_empty() {
                return Some(());
            }
            let behind = rest.strip_prefix(group).filter(|_| !group.is_empty())?;
            (part, rest) = behind.split_at(end(behind));
            let is_last = rest.is_empty();
            let may_be_pair = part.len() == 2 && group == b"," && !is_last;
            let is_alike = is_last || *between.get_or_insert(part.len()) == part.len();
            if !is_alike || part.len() != 3 && !may_be_pair {
                return None;
            }
        }
    }

    fn push_fraction(&mut self, fraction: &[u8]) -> Option<()> {
        let significant = fraction.iter().rposition(|&byte| byte != b'0').map_or(0, |last| last + 1);
        for &byte in &fraction[..significant] {
            self.push_digit(byte)?;
            self.scale = Some(self.scale + 1).filter(|&scale| scale <= MOST_DIGITS)?;
        }
        Some(())
    }

    fn push_digit(&mut self, byte: u8) -> Option<()> {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        let fits = self.digits < 10_i64.pow(MOST_DIGITS - 1);
        self.digits = fits.then(|| self.digits * 10 + digit)?;
        Some(())
    }

    /// In minor units of a currency with so many decimals, half to even, and whether it had to be rounded;
    /// `None` at 2^53 or more.
    pub fn minor_units(self, decimals: u8) -> Option<(i64, bool)> {
        minor_units(i128::from(self.digits), self.scale, decimals)
    }

    /// The same in units that are 10^`power` of those before.
    pub fn times_ten_to(self, power: i8) -> Option<Decimal> {
        let scale = i64::from(self.scale) - i64::from(power);
        let whole = 10_i64.checked_pow(u32::try_from(-scale.min(0)).ok()?)?;
        let scale = u32::try_from(scale.max(0)).ok()?;
        Some(Decimal { digits: self.digits.checked_mul(whole)?, scale })
    }

    /// This many pieces at that price: multiplied exactly, then rounded once.
    pub fn times(self, price: Decimal, decimals: u8) -> Option<(i64, bool)> {
        minor_units(i128::from(self.digits) * i128::from(price.digits), self.scale + price.scale, decimals)
    }

    /// As a number of pieces; `None` if it is not whole or too many.
    pub fn pieces(self) -> Option<i32> {
        if self.scale == 0 { i32::try_from(self.digits).ok() } else { None }
    }
}

fn minor_units(digits: i128, scale: u32, decimals: u8) -> Option<(i64, bool)> {
    // Nearly all: three divisions of 128 bits cost more than all else that is done with a cell.
    if let Some(zeros) = u32::from(decimals).checked_sub(scale) {
        let amount = i64::try_from(digits).ok()?.checked_mul(10_i64.checked_pow(zeros)?)?;
        return (amount.unsigned_abs() < Money::LIMIT.unsigned_abs()).then_some((amount, false));
    }
    let numerator = digits.checked_mul(10_i128.pow(u32::from(decimals)))?;
    let denominator = 10_i128.pow(scale);
    let amount = Money::ratio(numerator, denominator)?.0;
    (amount.abs() < Money::LIMIT).then_some((amount, numerator % denominator != 0))
}

/// Whether the sign is minus, if there is one, and the rest: `-1`, `+1`, `(1)`, `1-`. `1,-` is one, without cents.
fn sign(cell: &[u8]) -> (Option<bool>, &[u8]) {
    const MINUS: &[u8] = "\u{2212}".as_bytes();
    match cell {
        [b'-', rest @ ..] => (Some(true), trimmed(rest)),
        [b'+', rest @ ..] => (Some(false), trimmed(rest)),
        [b'(', rest @ .., b')'] => (Some(true), trimmed(rest)),
        [rest @ .., b',' | b'.', b'-'] => (None, rest),
        [rest @ .., b'-'] => (Some(true), trimmed(rest)),
        _ => cell.strip_prefix(MINUS).map_or((None, cell), |rest| (Some(true), trimmed(rest))),
    }
}

/// Which mark the numbers of a column use, where some cell can't be read with the other and none can't be read with
/// it.
pub(crate) fn told_mark<'a>(cells: impl Iterator<Item = &'a [u8]>) -> Option<DecimalMark> {
    let (mut only_point, mut only_comma) = (0, 0);
    for cell in cells {
        let bare = Bare::of(cell);
        let reads = |mark| bare.as_ref().is_some_and(|bare| Decimal::digits_of(bare.text, mark).is_some());
        match (reads(DecimalMark::Point), reads(DecimalMark::Comma)) {
            (true, false) => only_point += 1,
            (false, true) => only_comma += 1,
            _ => {}
        }
    }
    match (only_point > 0, only_comma > 0) {
        (true, false) => Some(DecimalMark::Point),
        (false, true) => Some(DecimalMark::Comma),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::currency::{CODES, SIGNS};
    use super::*;

    fn cents(cell: &str, mark: DecimalMark) -> Option<i64> {
        Decimal::read(cell.as_bytes(), mark)?.0.minor_units(2).map(|(amount, _)| amount)
    }

    /// A look at the bytes alone refuses no number.
    #[test]
    fn numbers_of_all_forms_may_be_amounts() {
        let pieces: Vec<&[u8]> = SIGNS
            .iter()
            .map(|(sign, _)| *sign)
            .chain(CODES.as_bytes().split(|&byte| byte == b' ').filter(|code| !code.is_empty()))
            .chain(GROUPS)
            .chain([&b"-"[..], b"+", b"(", b")", b".", b",", b"\xE2\x88\x92", b"\t", b"x", b":"])
            .collect();
        let mut state = 1_u64;
        let mut numbers = 0;
        for _ in 0..200_000 {
            let mut cell = Vec::new();
            for _ in 0..6 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let chance = (state >> 33) as usize;
                match chance % 3 {
                    0 => {
                        cell.extend_from_slice([&b"5"[..], b"12", b"000", b"7.50", b"1,234"][chance / 3 % 5])
                    }
                    1 => cell.extend_from_slice(pieces[chance / 3 % pieces.len()]),
                    _ => {}
                }
            }
            let has_digit = cell.iter().any(u8::is_ascii_digit);
            let reads =
                |mark| Bare::within(&cell).and_then(|bare| Decimal::digits_of(bare.text, mark)).is_some();
            let is_number = has_digit && (reads(DecimalMark::Point) || reads(DecimalMark::Comma));
            assert_eq!(super::is_number(&cell), is_number, "{}", String::from_utf8_lossy(&cell));
            numbers += u32::from(is_number);
        }
        assert!(numbers > 20_000, "{numbers}");
    }

    #[test]
    fn amounts_as_shops_write_them() {
        let cases = [
            ("1,234.50", 123_450),
            ("1229.5000", 122_950),
            ("¥1,042", 104_200),
            ("￥ 20", 2_000),
            ("128.00元", 12_800),
            ("-$12.00", -1_200),
            ("$-12.00", -1_200),
            ("(12.00)", -1_200),
            ("-(5.00)", -500),
            ("-$(5.00)", -500),
            ("CHF 12.00", 1_200),
            ("12.00 sek", 1_200),
            ("12.00 zł", 1_200),
            ("&#36;48.00", 4_800),
            (".5", 50),
            ("0.125", 12),
            ("0.135", 14),
            ("1,23,456.78", 12_345_678),
            ("1 234.50", 123_450),
            ("1'234.50 CHF", 123_450),
            ("1’234’567", 123_456_700),
            ("AU $12.00", 1_200),
            ("kr 12.00", 1_200),
            ("Rs. 1,100.00", 110_000),
            ("12.00-", -1_200),
            ("\u{2212}12.00", -1_200),
            ("12.-", 1_200),
        ];
        for (cell, expected) in cases {
            assert_eq!(cents(cell, DecimalMark::Point), Some(expected), "{cell}");
        }
        for cell in ["1.016,00 €", "1\u{a0}016,00\u{a0}€", "1\u{202f}016,00 €", "1.016,- €"] {
            assert_eq!(cents(cell, DecimalMark::Comma), Some(101_600), "{cell}");
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        let tiny = format!("0.{}1", "0".repeat(40));
        for cell in [
            &tiny,
            "",
            "NaN",
            "1e308",
            "1,23,45.78",
            "1,234,56,789",
            "1 2",
            "1 234'567",
            "-5-",
            "1,2",
            "12.3.4",
            "--5",
            "-+5",
            "-$-5",
            ".",
            "$",
            "-",
            "99999999999999999999",
        ] {
            assert_eq!(cents(cell, DecimalMark::Point), None, "{cell}");
        }
        // 2^53 cents.
        assert_eq!(cents("90071992547409.92", DecimalMark::Point), None);
        assert_eq!(cents("90071992547409.91", DecimalMark::Point), Some((1 << 53) - 1));
    }

    #[test]
    fn quantity_times_price_is_rounded_once() {
        let read = |cell: &str| Decimal::read(cell.as_bytes(), DecimalMark::Point).unwrap().0;
        assert_eq!(read("3").times(read("0.335"), 2), Some((100, true)));
        assert_eq!(read("-12").times(read("1.65"), 2), Some((-1_980, false)));
        assert_eq!(read("7").times(read("100"), 0), Some((700, false)));
    }

    #[test]
    fn the_mark_is_told_by_cells_that_read_only_one_way() {
        let mark = |cells: &[&str]| told_mark(cells.iter().map(|cell| cell.as_bytes()));
        assert_eq!(mark(&["1.016,00", "5"]), Some(DecimalMark::Comma));
        assert_eq!(mark(&["1.016", "0,25"]), Some(DecimalMark::Comma));
        assert_eq!(mark(&["1,059.90", "0,25"]), None);
        assert_eq!(mark(&["12.50", "3"]), Some(DecimalMark::Point));
        // No group begins with a zero.
        assert_eq!(mark(&["0.125", "2.500"]), Some(DecimalMark::Point));
        assert_eq!(mark(&["2.500", "3"]), None);
    }
}
