//! Archives and spreadsheets: no panic, no hang, pieces in their order and of bounded size. The old `.xls` is left out:
//! its reader panics on damage, which the page survives by a fresh instance for each container.
#![no_main]

use huitou_unpack::{Sink, Stopped, unpack};

/// How the files of an old spreadsheet begin.
const XLS: &[u8] = b"\xD0\xCF\x11\xE0";

#[derive(Default)]
struct Counted {
    is_open: bool,
    bytes: usize,
}

impl Sink for Counted {
    fn start(&mut self, _name: &str) -> Result<(), Stopped> {
        assert!(!std::mem::replace(&mut self.is_open, true), "begins before the last file ended");
        Ok(())
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Stopped> {
        assert!(self.is_open && bytes.len() <= 1 << 20);
        self.bytes += bytes.len();
        // Enough of one input.
        if self.bytes > 4 << 20 { Err(Stopped) } else { Ok(()) }
    }

    fn pass_over(&mut self, _name: &str) -> Result<(), Stopped> {
        assert!(!self.is_open, "passed over inside of a file");
        Ok(())
    }

    fn end(&mut self) -> Result<(), Stopped> {
        assert!(std::mem::take(&mut self.is_open), "ends what did not begin");
        Ok(())
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.windows(XLS.len()).any(|window| window == XLS) {
        return;
    }
    // Why one is refused is no matter here.
    let _ = unpack("fuzzed", &mut std::io::Cursor::new(bytes), &mut Counted::default());
});
