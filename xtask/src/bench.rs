//! `bench`: how long the page takes from a file to its first panel, beside reading the file alone.

use crate::{browser, build, command, node, sample, workspace::Workspace};
use anyhow::Result;

/// Orders of the generated shops.
const SIZES: [u32; 2] = [100_000, 1_000_000];

/// Builds the site, generates the shops once, and measures in one headless Chromium.
pub fn bench(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    node::ensure(workspace)?;
    build::build(workspace)?;
    let mut node = workspace.command("node");
    node.arg("tests/browser/bench.js").env("CHROME", &browser.chrome);
    for orders in SIZES {
        let out = workspace.target.join(format!("bench-{orders}.csv"));
        println!("Generating a shop of about {orders} orders.");
        sample::write(workspace, &sample::Options { orders, out: out.clone(), ..Default::default() })?;
        node.arg(out);
    }
    command::run(&mut node)
}
