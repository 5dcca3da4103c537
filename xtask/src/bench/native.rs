//! `bench native`: each stage from bytes to results, natively, by `benches/stages.rs`.

use super::file;
use super::order::Order;
use crate::{command, workspace::Workspace};
use anyhow::Result;

const ROWS: u64 = 100_000;

/// Runs the benchmarks of all stages over one file.
pub fn native(workspace: &Workspace) -> Result<()> {
    let file = file::ensure(workspace, ROWS, Order::Shuffled)?;
    let arguments = ["bench", "--locked", "--package", "huitou", "--features", "stages", "--bench", "stages"];
    command::run(workspace.cargo(&arguments).env("HUITOU_BENCH_FILE", file))
}
