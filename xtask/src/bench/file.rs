//! The files that are measured: made once, kept in the target folder, named by what they are.

use super::order::Order;
use super::rows::{HEADER, Rows};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Raised whenever the rows change: a file of another version is another file.
const VERSION: u32 = 1;
const SEED: u64 = 1;

/// Writes the file unless it is there, and prints its size and hash: equal hashes are equal files.
pub fn ensure(workspace: &Workspace, count: u64, order: Order) -> Result<PathBuf> {
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("orders-v{VERSION}-seed{SEED}-{count}-{}.csv", order.name()));
    if !file.exists() {
        // A run that was broken off leaves no half file under the name.
        let fresh = file.with_extension("part");
        write(&fresh, Rows { seed: SEED, count }, order)
            .with_context(|| format!("cannot write {}", fresh.display()))?;
        fs::rename(&fresh, &file)?;
    }
    // Reading it also puts it into the system's cache, where all that are measured find it.
    let (bytes, hash) = hash(&file)?;
    let per_row = bytes as f64 / count as f64;
    println!("{count} rows {}: {bytes} bytes ({per_row:.1} a row), FNV-1a {hash:016x}", order.name());
    Ok(file)
}

fn write(file: &Path, rows: Rows, order: Order) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    out.write_all(HEADER.as_bytes())?;
    for position in 0..rows.count {
        rows.write(order.row(position, rows.count), &mut out)?;
    }
    out.flush()
}

/// How many bytes a file has, and their 64-bit FNV-1a.
fn hash(file: &Path) -> Result<(u64, u64)> {
    let mut input = File::open(file)?;
    let mut buffer = vec![0; 1 << 20];
    let (mut bytes, mut hash) = (0, 0xCBF2_9CE4_8422_2325_u64);
    loop {
        let read = input.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, hash));
        }
        bytes += read as u64;
        for &byte in &buffer[..read] {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
    }
}
