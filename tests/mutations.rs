//! Exports that were damaged on their way: no panic, no hang, and every row is accounted for.
//!
//! A few thousand run with all tests; many more by
//! `HUITOU_MUTATIONS=100000 cargo test --release --test all mutations -- --nocapture`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use huitou::intake::{self, Choices};

use crate::chance::Chance;
use crate::formats::{FIXTURES, fixture, sample, sample_names};

/// Larger samples are cut: what damage does shows in their first rows.
const LONGEST: usize = 6 << 10;
/// No mutation makes a file longer, so that the work is bounded.
const LONGEST_DAMAGED: usize = 64 << 10;

fn seeds() -> Vec<Vec<u8>> {
    let samples = sample_names().into_iter().filter_map(|name| sample(&name));
    let mut seeds: Vec<Vec<u8>> = FIXTURES.iter().map(|name| fixture(name)).chain(samples).collect();
    let utf16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let in_utf16 = seeds.iter().filter_map(|seed| Some(utf16(std::str::from_utf8(seed).ok()?))).take(3);
    let in_utf16: Vec<Vec<u8>> = in_utf16.collect();
    seeds.extend(in_utf16);
    seeds.iter_mut().for_each(|seed| seed.truncate(LONGEST));
    seeds
}

/// A stretch of a file, short ones as likely as long ones.
fn stretch(length: usize, chance: &mut Chance) -> std::ops::Range<usize> {
    let start = chance.below(length);
    let longest = 1 << chance.below(12);
    start..(start + 1 + chance.below(longest)).min(length)
}

fn damage(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    const TELLING: [&[u8]; 16] = [
        b"\"",
        b",",
        b"\n",
        b"\r",
        b"\t",
        b"|",
        b"\\",
        b"\0",
        b"=\"",
        b"1e308",
        b"-9999999999999999",
        b"2025-02-30",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
        b"\xB6\xA9",
        b"\x81\x30",
    ];
    if bytes.is_empty() {
        return bytes.extend_from_slice(other);
    }
    let at = stretch(bytes.len(), chance);
    match chance.below(9) {
        0 => bytes.truncate(at.start),
        1 => bytes[at.start] ^= 1 << chance.below(8),
        2 => bytes[at].iter_mut().for_each(|byte| *byte ^= 1 << chance.below(8)),
        3 => drop(bytes.drain(at)),
        4 => {
            let again = bytes[at.clone()].to_vec();
            bytes.splice(at.start..at.start, again);
        }
        5 => drop(bytes.splice(at.start..at.start, TELLING[chance.below(TELLING.len())].iter().copied())),
        6 => bytes[at.start] = chance.bits() as u8,
        // Splices: the rest of another file, or a piece of it.
        7 => drop(bytes.splice(at.start.., other[chance.below(other.len())..].iter().copied())),
        _ => drop(bytes.splice(at, other[stretch(other.len(), chance)].iter().copied())),
    }
    bytes.truncate(LONGEST_DAMAGED);
}

/// What is wrong with the account of a file, if it can be read at all.
fn fault(bytes: &[u8]) -> Option<String> {
    let read = catch_unwind(AssertUnwindSafe(|| intake::read(&[("orders.csv", bytes)], &Choices::default())));
    let Ok(read) = read else { return Some("panic".to_string()) };
    let intake = read.ok()?;
    let ledger = &intake.ledger;
    let rows: u64 = ledger.files.iter().map(|file| file.rows).sum();
    let is_right = ledger.balances()
        && ledger.rows == rows
        && ledger.rows - ledger.rows_used == intake.set_aside.len() as u64
        && ledger.orders == intake.orders.len() as u64;
    (!is_right).then(|| format!("{ledger:?}"))
}

#[test]
fn mutations() {
    let count = std::env::var("HUITOU_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(3000);
    let seeds = seeds();
    let mut faults = Vec::new();
    let mut read = 0;
    for seed in 0..count {
        let mut chance = Chance::seeded(seed);
        let mut bytes = seeds[chance.below(seeds.len())].clone();
        for _ in 0..1 + chance.below(6) {
            let other = &seeds[chance.below(seeds.len())];
            damage(&mut bytes, other, &mut chance);
        }
        read += bytes.len();
        if let Some(fault) = fault(&bytes) {
            let kept = std::env::temp_dir().join(format!("huitou-mutation-{seed}"));
            std::fs::write(&kept, &bytes).unwrap();
            faults.push(format!("seed {seed}, kept as {}: {fault}", kept.display()));
        }
    }
    eprintln!(
        "{count} mutations of {} files, {} kB in all: {} faults",
        seeds.len(),
        read / 1000,
        faults.len()
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
