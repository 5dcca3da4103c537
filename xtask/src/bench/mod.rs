//! `bench`: how long the page takes from a file to its answers, beside others and beside reading the file alone.

mod file;
mod fits;
mod instructions;
mod native;
mod order;
mod rows;
mod sections;

pub use fits::fits;
pub use instructions::instructions;
pub use native::native;
pub use sections::sections;

use crate::{browser, build, command, node, sizes, workspace::Workspace};
use anyhow::Result;
use order::Order;
use serde::Serialize;
use std::path::PathBuf;

/// Rows of the file that all are warmed up with.
const WARM_UP: u64 = 100_000;

/// What the command line says.
pub struct Options {
    /// Rows of each file.
    pub rows: Vec<u64>,
    /// How often each is measured.
    pub runs: u32,
    /// Whether DuckDB-WASM and papaparse are measured too.
    pub peers: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { rows: vec![100_000, 1_000_000, 10_000_000], runs: 3, peers: true }
    }
}

/// What the measuring script is told.
#[derive(Serialize)]
struct Plan {
    runs: u32,
    peers: bool,
    warm_up: PathBuf,
    files: Vec<Measured>,
    /// Kilobytes.
    first_visit: f64,
}

#[derive(Serialize)]
struct Measured {
    rows: u64,
    order: &'static str,
    path: PathBuf,
}

/// Builds the site, writes the files once, and measures in one headless Chromium.
pub fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    let browser = browser::ensure()?;
    node::ensure(workspace)?;
    build::build(workspace)?;
    let files = files(workspace, &options.rows)?;
    let warm_up = files.iter().find(|file| file.rows == WARM_UP).map(|file| file.path.clone());
    let plan = Plan {
        runs: options.runs,
        peers: options.peers,
        warm_up: warm_up.map_or_else(|| file::ensure(workspace, WARM_UP, Order::Sorted), Ok)?,
        files,
        first_visit: sizes::first_visit(workspace)?,
    };
    let mut node = workspace.command("node");
    node.arg("tests/browser/bench/bench.js").arg(serde_json::to_string(&plan)?);
    command::run(node.env("CHROME", &browser.chrome))
}

fn files(workspace: &Workspace, sizes: &[u64]) -> Result<Vec<Measured>> {
    let mut files = Vec::new();
    for &rows in sizes {
        for order in Order::ALL {
            let path = file::ensure(workspace, rows, order)?;
            files.push(Measured { rows, order: order.name(), path });
        }
    }
    Ok(files)
}
