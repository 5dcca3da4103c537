//! What a file shows of its encoding: its distinct pieces of text beyond ASCII.

use super::sorted_map::SortedMap;

/// Distinct cells with bytes beyond ASCII, in the order in which they came: what is repeated proves nothing more.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    seen: SortedMap<Vec<u8>, ()>,
    pieces: Vec<u8>,
}

impl Evidence {
    /// More bytes than these tell nothing new.
    const MOST: usize = 32 << 10;

    /// Adds whole lines. None of the bytes between cells is a part of a character in any encoding.
    pub fn push(&mut self, lines: &[u8]) {
        if self.pieces.len() >= Evidence::MOST || lines.is_ascii() {
            return;
        }
        let cells = lines.split(|byte| matches!(byte, b',' | b';' | b'\t' | b'"' | b'\r' | b'\n'));
        for cell in cells.filter(|cell| !cell.is_ascii()) {
            if self.pieces.len() < Evidence::MOST && !self.seen.contains_key(cell) {
                self.seen.insert(cell.to_vec(), ());
                self.pieces.extend_from_slice(cell);
                self.pieces.push(b'\n');
            }
        }
    }

    /// The pieces, one a line.
    pub fn pieces(&self) -> &[u8] {
        &self.pieces
    }
}
