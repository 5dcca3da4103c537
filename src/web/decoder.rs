//! Text that is no UTF-8, decoded by the browser.

use web_sys::TextDecoder;

use crate::intake::Decode;

/// The browser's `TextDecoder`.
pub struct BrowserDecoder;

impl Decode for BrowserDecoder {
    fn decode(&self, encoding: &str, bytes: &[u8]) -> String {
        let decoder = TextDecoder::new_with_label(encoding).and_then(|d| d.decode_with_u8_array(bytes));
        // Not reached with the labels that intake uses; replaced characters are counted and shown.
        decoder.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
    }
}
