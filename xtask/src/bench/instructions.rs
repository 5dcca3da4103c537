//! `bench instructions`: how many instructions a row costs natively. A clock cannot tell a loss of a few in a hundred
//! from what else the machine does; this count comes out the same to less than one in a thousand.

use super::file;
use super::order::Order;
use crate::{command, debian, workspace::Workspace};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const ROWS: u64 = 100_000;
const RUNS: usize = 3;

/// Instructions a row.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Count {
    /// From bytes to orders and ledger.
    reading: f64,
    /// The whole report.
    report: f64,
}

/// Counts a few times, and compares with the last time.
pub fn instructions(workspace: &Workspace) -> Result<()> {
    ensure_valgrind()?;
    let file = file::ensure(workspace, ROWS, Order::Shuffled)?;
    command::run(&mut workspace.cargo(&["build", "--locked", "--release", "--example", "report"]))?;
    let program = workspace.target.join("release").join("examples").join("report");
    let mut counts = Vec::new();
    for _ in 0..RUNS {
        let reading = counted(&program, &["--ledger"], &file)? as f64 / ROWS as f64;
        let both = counted(&program, &[], &file)? as f64 / ROWS as f64;
        let count = Count { reading, report: both - reading };
        println!("instructions a row: reading {:.1}, report {:.1}", count.reading, count.report);
        counts.push(count);
    }
    let kept = workspace.target.join("bench").join("instructions.json");
    let before: Option<Count> = fs::read(&kept).ok().and_then(|text| serde_json::from_slice(&text).ok());
    summary("reading", &counts, before, |count| count.reading);
    summary("report", &counts, before, |count| count.report);
    Ok(fs::write(kept, serde_json::to_vec(&counts[0])?)?)
}

/// How far the runs lie apart, and how far this lies from the last time.
fn summary(what: &str, counts: &[Count], before: Option<Count>, of: fn(&Count) -> f64) {
    let first = of(&counts[0]);
    let (least, most) = counts.iter().map(of).fold((first, first), |(a, b), one| (a.min(one), b.max(one)));
    let change = before.map_or("no count from before".into(), |before| {
        format!("{:+.2} % against the last time", 100.0 * (first / of(&before) - 1.0))
    });
    println!("{what}: runs differ by {:.3} %, {change}", 100.0 * (most - least) / first);
}

/// The instructions of one run, by valgrind: processors count them too, and few virtual machines let one ask.
fn counted(program: &Path, options: &[&str], file: &Path) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(program).args(options).arg(file).stdin(Stdio::null()).stdout(Stdio::null());
    let output = valgrind.output().context("valgrind could not be started")?;
    let told = String::from_utf8_lossy(&output.stderr);
    let line = told.lines().find(|line| line.contains("I   refs:") || line.contains("I refs:"));
    let digits: Option<String> = line
        .and_then(|line| line.rsplit(':').next())
        .map(|number| number.chars().filter(char::is_ascii_digit).collect());
    match digits {
        Some(digits) if output.status.success() => Ok(digits.parse()?),
        _ => bail!("valgrind gave no count:\n{told}"),
    }
}

fn ensure_valgrind() -> Result<()> {
    if command::on_path("valgrind").is_none() {
        if !debian::can_install() {
            bail!("counting instructions needs valgrind: install it");
        }
        debian::install(&["valgrind"])?;
    }
    Ok(())
}
