//! `bench sections`: what each section takes of the whole report.

use super::file;
use super::order::Order;
use crate::{browser, build, command, node, workspace::Workspace};
use anyhow::Result;

const ROWS: u64 = 1_000_000;
const RUNS: &str = "3";

/// Builds the site and asks its worker for one section after the other.
pub fn sections(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    node::ensure(workspace)?;
    build::build(workspace)?;
    let path = file::ensure(workspace, ROWS, Order::Shuffled)?;
    let mut node = workspace.command("node");
    node.arg("tests/browser/bench/sections.js").arg(path).arg(RUNS);
    command::run(node.env("CHROME", &browser.chrome))
}
