//! What fuzzing holds against the parts of intake: each function panics where a promise is broken.

use super::cell::{self, date, number};
use super::delimiter::Delimiter;
use super::dialect::{Dialect, Quotes};
use super::identity::{self, Key, KeyKind};
use super::records::Records;
use super::{Choices, Intake, NativeDecoder, Reader, StretchReader};
use crate::error::Error;
use crate::money::Money;
use huitou_columns::record::Record;

type Rows = Vec<(u32, Vec<Vec<u8>>)>;

/// The records of bytes that come by slices, and whether they end well.
fn cut(bytes: &[u8], dialect: Dialect, size: usize) -> (Rows, bool) {
    let mut rows = Rows::new();
    let mut records = Records::new(dialect, 1);
    let mut sink =
        |record: &Record<'_>| rows.push((record.line, record.cells().map(<[u8]>::to_vec).collect()));
    let whole = bytes.chunks(size).all(|slice| records.push(slice, &mut sink).is_ok());
    let ended = whole && records.finish(&mut sink).is_ok();
    (rows, ended)
}

/// Records are the same whatever the slices are, in every dialect.
pub fn records(bytes: &[u8]) {
    let [first, second, size, rest @ ..] = bytes else { return };
    let delimiters = [b',', b';', b'\t', b'|'].map(Delimiter::Byte);
    let delimiter = delimiters.get(usize::from(first % 5)).copied().unwrap_or(Delimiter::Spaces);
    let quote = if second & 1 == 0 { b'"' } else { b'\'' };
    let quotes = match second / 2 % 3 {
        0 => Quotes::Standard(quote),
        1 => Quotes::OneLine(quote),
        _ => Quotes::Text,
    };
    let dialect = Dialect { delimiter, quotes, escapes: second & 16 != 0, is_padded: second & 32 != 0 };
    let whole = cut(rest, dialect, rest.len().max(1));
    assert_eq!(cut(rest, dialect, usize::from(size % 16) + 1), whole);
    assert!(whole.0.windows(2).all(|pair| pair[0].0 <= pair[1].0), "lines go on");
}

/// Cleaned cells are parts of their cells, cleaning twice is cleaning once for plain ones, and keys are stable.
pub fn cells(bytes: &[u8]) {
    let cleaned = cell::clean(bytes);
    assert!(cleaned.is_empty() || bytes.windows(cleaned.len()).any(|part| part == cleaned));
    assert!(cell::value(bytes).len() <= cleaned.len());
    assert!(cell::id(bytes).len() <= cleaned.len());
    let text = String::from_utf8_lossy(bytes);
    for kind in [KeyKind::Account, KeyKind::Email, KeyKind::Phone] {
        if let Key::Usable(key) = identity::key(kind, &text) {
            let value = identity::key_value(&key);
            assert!(!value.is_empty());
            assert_eq!(identity::key(kind, value), Key::Usable(key.clone()), "a key of itself");
        }
    }
}

/// Dates are days of the calendar.
pub fn dates(bytes: &[u8]) {
    let stamp = date::read(bytes);
    for moment in [stamp.day_first, stamp.month_first, stamp.year_first].into_iter().flatten() {
        let (year, month, day) = moment.day().ymd();
        assert!((1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day));
    }
    if let Some(seconds) = date::time_of_day(bytes) {
        assert!((0..86_400).contains(&seconds));
    }
}

/// Amounts are exact: what is read is what the digits say.
pub fn money(bytes: &[u8]) {
    use number::DecimalMark::{Comma, Point};
    for mark in [Point, Comma] {
        let Some((number, _)) = number::Decimal::read(bytes, mark) else { continue };
        for decimals in [0, 2, 3] {
            let Some((amount, rounded)) = number.minor_units(decimals) else { continue };
            assert!(amount.abs() < Money::LIMIT);
            let finer = number.minor_units(decimals + 3).filter(|(_, rounded)| !rounded);
            if let Some((finer, _)) = finer {
                assert!((amount * 1000 - finer).abs() <= 500);
                assert_eq!(rounded, amount * 1000 != finer);
            }
        }
    }
}

/// Whole files, by slices: no panic, and every row is accounted for.
pub fn files(bytes: &[u8]) {
    are_same(read(bytes, bytes.len()), read(bytes, 13));
}

fn read(bytes: &[u8], size: usize) -> Result<Intake, Error> {
    let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
    reader.start_file("orders.csv");
    for slice in bytes.chunks(size.max(1)) {
        if reader.push(slice).is_err() {
            break;
        }
    }
    reader.finish()
}

/// Whether a file that was read in parts is what it is as a whole.
fn are_same(whole: Result<Intake, Error>, parts: Result<Intake, Error>) {
    if let (Ok(whole), Ok(parts)) = (&whole, &parts) {
        assert!(whole.ledger.balances());
        assert_eq!(whole.ledger, parts.ledger);
        assert_eq!(whole.questions, parts.questions);
        assert_eq!(whole.orders, parts.orders);
        assert_eq!(whole.set_aside, parts.set_aside);
    }
    assert_eq!(whole.err(), parts.err());
}

/// Files by stretches, of which readers of their own read some: what one reader reads. The last bytes say how.
pub fn stretches(bytes: &[u8]) {
    const BEGINNING: usize = 2 << 10;
    let [bytes @ .., workers, length, slice] = bytes else { return };
    let (workers, slice) = (usize::from(workers % 3) + 2, usize::from(*slice) + 1);
    let length = 32 * (usize::from(*length) + 1);
    let choices = Choices::default();
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let begin = |seed: usize| StretchReader::begin(beginning, &choices, &NativeDecoder, seed as u64);
    let mut main = Reader::new(choices.clone(), Box::new(NativeDecoder));
    main.start_file("orders.csv");
    let mut is_well = main.push(beginning).is_ok();
    let mut readers: Vec<Option<StretchReader>> = (1..workers).map(begin).collect();
    for (number, stretch) in bytes[beginning.len()..].chunks(length).enumerate() {
        if !is_well {
            break;
        }
        let mut taken = 0;
        if let Some(at) = (number % workers).checked_sub(1) {
            let handed = readers[at].as_mut().and_then(|reader| {
                reader.start((BEGINNING + number * length) as u64);
                stretch.chunks(slice).for_each(|slice| reader.push(slice));
                reader.end()
            });
            match handed.map_or(Ok(0), |handed| main.take_in(&handed, at)) {
                Ok(read) => taken = read as usize,
                Err(_) => break,
            }
            assert!(taken <= stretch.len());
            if taken < stretch.len() {
                readers[at] = begin(at);
            }
        }
        is_well = stretch[taken..].chunks(slice).all(|slice| main.push(slice).is_ok());
    }
    are_same(read(bytes, bytes.len()), main.finish());
}
