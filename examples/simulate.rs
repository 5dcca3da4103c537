//! Whether intervals cover what they promise, on simulated shops whose truth is known:
//! `cargo run --example simulate -- [RUNS] [SEED]`, 2,000 shops of each kind by default.
//!
//! Fails where one covers less than chance allows; what covers more is shown with by how much.

// A shop is made here, and what is made wrong may stop the example.
#![allow(clippy::expect_used, clippy::unwrap_used, dead_code)]

#[path = "../tests/chance.rs"]
mod chance;
#[path = "../tests/simulation/mod.rs"]
mod simulation;

use std::error::Error;
use std::process::ExitCode;

use simulation::tally::{Tally, Verdict};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let numbers: Vec<u64> = std::env::args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>()?;
    let (runs, seed) = (numbers.first().copied().unwrap_or(2_000), numbers.get(1).copied().unwrap_or(1));
    let found = simulation::simulate(runs, seed);
    println!("{runs} shops of each kind, seed {seed}; the band holds 99.9 % of what chance does\n");
    found.iter().for_each(show);
    let is_below = found.iter().any(|tally| tally.verdict() == Verdict::Below);
    Ok(if is_below { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn show(tally: &Tally) {
    let (found, promised, half) = (tally.percent(), tally.promised, tally.half_band());
    let verdict = match tally.verdict() {
        Verdict::Below => format!("TOO LITTLE, by {:.2} points", promised - found),
        Verdict::Inside => "as promised".to_string(),
        Verdict::Above => format!("more careful, by {:.2} points", found - promised),
    };
    let band = format!("{:.2}-{:.2}", promised - half, (promised + half).min(100.0));
    println!("{:<66} {found:6.2} %  ({band} %)  {verdict}", tally.name);
}
