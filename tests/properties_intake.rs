//! Whatever the bytes: no panic, and every row is accounted for.

use huitou::intake::ledger::Note;
use huitou::intake::{self, Choices};
use proptest::prelude::*;

use crate::formats::{FIXTURES, fixture, in_slices};

/// What may happen to a file on its way.
#[derive(Clone, Debug)]
enum Mutation {
    Insert(prop::sample::Index, Vec<u8>),
    Delete(prop::sample::Index, usize),
    Replace(prop::sample::Index, u8),
    Repeat(prop::sample::Index, usize),
    Truncate(prop::sample::Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<prop::sample::Index>;
    let telling = prop::sample::select(vec![
        &b"\""[..],
        b",",
        b"\n",
        b"\r",
        b"\t",
        b";",
        b"-",
        b"'",
        b"=\"",
        b"1e308",
        b"2025-02-30",
        b"NaN",
        b"\xFF",
        b"\xB6\xA9",
        b"9999999999999999",
        b"-5",
        b"31/12/2024",
        b"\xEF\xBB\xBF",
        b"refunded",
        b"JPY",
        b"*",
    ]);
    prop_oneof![
        3 => (at(), telling).prop_map(|(at, bytes)| Mutation::Insert(at, bytes.to_vec())),
        2 => (at(), 1_usize..40).prop_map(|(at, count)| Mutation::Delete(at, count)),
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Replace(at, byte)),
        1 => (at(), 1_usize..300).prop_map(|(at, count)| Mutation::Repeat(at, count)),
        1 => at().prop_map(Mutation::Truncate),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    if bytes.is_empty() {
        return;
    }
    let position = |at: &prop::sample::Index| at.index(bytes.len());
    match mutation {
        Mutation::Insert(at, new) => {
            let at = position(at);
            bytes.splice(at..at, new.iter().copied());
        }
        Mutation::Delete(at, count) => {
            let at = position(at);
            bytes.drain(at..(at + count).min(bytes.len()));
        }
        Mutation::Replace(at, byte) => {
            let at = position(at);
            bytes[at] = *byte;
        }
        Mutation::Repeat(at, count) => {
            let at = position(at);
            let piece = bytes[at..(at + count).min(bytes.len())].to_vec();
            bytes.splice(at..at, piece);
        }
        Mutation::Truncate(at) => bytes.truncate(position(at)),
    }
}

fn balances(files: &[(&str, &[u8])], choices: &Choices) {
    let Ok(intake) = intake::read(files, choices) else { return };
    let ledger = &intake.ledger;
    assert!(ledger.balances(), "{ledger:?}");
    assert_eq!(ledger.rows - ledger.rows_used, intake.set_aside.len() as u64);
    assert_eq!(ledger.rows, ledger.files.iter().map(|file| file.rows).sum::<u64>());
    assert_eq!(ledger.orders, intake.orders.len() as u64);
    for ((_, bytes), file) in files.iter().zip(&ledger.files) {
        let by_lines = |note: &Note| matches!(note, Note::StrayQuotes { .. } | Note::QuotesAreText { .. });
        if let Some(records) = records(bytes, &file.delimiter).filter(|_| !ledger.notes.iter().any(by_lines))
        {
            assert!(file.rows == records || file.rows + 1 == records, "{} of {records}", file.rows);
        }
    }
}

/// How many records another reader finds, the header included.
fn records(bytes: &[u8], delimiter: &str) -> Option<u64> {
    let &[delimiter] = delimiter.as_bytes() else { return None };
    // What other quotes and backslashes mean it does not know.
    let is_odd = bytes.contains(&b'\'') || bytes.contains(&b'\\') || bytes.windows(3).any(|w| w == b", \"");
    if delimiter == b' ' || bytes.starts_with(b"sep=") || is_odd {
        return None;
    }
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bytes);
    let is_blank = |record: &csv::ByteRecord| record.len() <= 1 && record[0].trim_ascii().is_empty();
    Some(reader.byte_records().filter(|record| !record.as_ref().is_ok_and(is_blank)).count() as u64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutilated_exports_balance(
        seed in prop::sample::select(FIXTURES.to_vec()),
        mutations in prop::collection::vec(mutation(), 1..12),
        keep_refunded: bool,
    ) {
        let mut bytes = fixture(seed);
        mutations.iter().for_each(|mutation| mutate(&mut bytes, mutation));
        let choices = Choices { keep_refunded, ..Choices::default() };
        balances(&[("orders.csv", &bytes)], &choices);
        balances(&[("whole.csv", &fixture(seed)), ("orders.csv", &bytes)], &choices);
    }

    #[test]
    fn slices_do_not_matter(
        seed in prop::sample::select(FIXTURES.to_vec()),
        mutations in prop::collection::vec(mutation(), 0..8),
        size in 1_usize..100,
    ) {
        let mut bytes = fixture(seed);
        mutations.iter().for_each(|mutation| mutate(&mut bytes, mutation));
        let whole = intake::read(&[("orders.csv", &bytes)], &Choices::default());
        match (whole, in_slices(&[("orders.csv", &bytes)], size)) {
            (Ok(whole), Ok(sliced)) => {
                assert_eq!(whole.orders, sliced.orders);
                assert_eq!(whole.ledger, sliced.ledger);
                assert_eq!(whole.set_aside, sliced.set_aside);
            }
            (whole, sliced) => assert_eq!(whole.err(), sliced.err()),
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        balances(&[("orders.csv", &bytes)], &Choices::default());
    }
}
