//! `bench`: how long the page takes, beside others and beside reading the file alone.

mod file;
mod order;
mod rows;

use crate::workspace::Workspace;
use anyhow::Result;

pub fn bench(workspace: &Workspace) -> Result<()> {
    for count in [100_000, 1_000_000] {
        for order in order::Order::ALL {
            file::ensure(workspace, count, order)?;
        }
    }
    Ok(())
}
