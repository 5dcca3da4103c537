//! What comes out of containers, and what must not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic, and so may what it reads with")]
#![cfg(not(target_arch = "wasm32"))]

mod archives;
mod bombs;
#[allow(dead_code, reason = "the core's tests use more of it")]
#[path = "../../tests/chance.rs"]
mod chance;
mod damage;
mod make;
mod same_numbers;
mod sheets;

use huitou_unpack::{Refusal, Sink, Stopped, unpack};
use std::io::Cursor;

/// Files by name, as text, as they came.
#[derive(Debug, Default)]
struct Files {
    done: Vec<(String, String)>,
    open: Option<(String, Vec<u8>)>,
    /// Bytes taken, kept or not.
    bytes: u64,
    /// The largest piece.
    largest: usize,
    /// Bytes kept of each file.
    keep: usize,
    /// What was told and not handed over.
    passed_over: Vec<String>,
}

impl Sink for Files {
    fn start(&mut self, name: &str) -> Result<(), Stopped> {
        assert!(self.open.is_none(), "{name} begins before the last file ended");
        self.open = Some((name.to_string(), Vec::new()));
        Ok(())
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Stopped> {
        self.bytes += bytes.len() as u64;
        self.largest = self.largest.max(bytes.len());
        let (_, text) = self.open.as_mut().unwrap();
        text.extend(bytes.iter().take(self.keep.saturating_sub(text.len())));
        Ok(())
    }

    fn end(&mut self) -> Result<(), Stopped> {
        let (name, text) = self.open.take().unwrap();
        self.done.push((name, String::from_utf8_lossy(&text).into_owned()));
        Ok(())
    }

    fn pass_over(&mut self, name: &str) -> Result<(), Stopped> {
        self.passed_over.push(name.to_string());
        Ok(())
    }
}

/// What is in a container.
fn files(name: &str, bytes: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let mut files = Files { keep: usize::MAX, ..Files::default() };
    unpack(name, &mut Cursor::new(bytes), &mut files)?;
    assert!(files.open.is_none());
    Ok(files.done)
}

/// What is told of a container and not handed over.
fn passed_over(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut files = Files::default();
    unpack(name, &mut Cursor::new(bytes), &mut files).unwrap();
    files.passed_over
}

/// Why a container is refused, and how many bytes were handed over before.
fn refusal(bytes: &[u8]) -> (Refusal, u64) {
    let mut files = Files::default();
    let refusal = unpack("file", &mut Cursor::new(bytes), &mut files).unwrap_err();
    assert!(files.largest <= 1 << 20, "a piece of {} bytes", files.largest);
    (refusal, files.bytes)
}

/// A file of tests/data.
fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}
