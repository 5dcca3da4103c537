//! The edge to JavaScript, wasm32 only: it translates and holds no logic.

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::{Function, JSON, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::{Sink, Stopped};

#[wasm_bindgen]
extern "C" {
    /// What takes the files: an object with these methods, which may throw.
    pub type Files;

    #[wasm_bindgen(method, catch)]
    fn start(this: &Files, name: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn push(this: &Files, bytes: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn end(this: &Files) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = passOver)]
    fn pass_over(this: &Files, name: &str) -> Result<(), JsValue>;
}

/// Unpacks a container of `size` bytes that `read(from, length)` gives as a `Uint8Array`.
///
/// Throws what `read` or `files` threw, else the core's `Trouble`.
#[wasm_bindgen]
pub fn unpack(name: &str, size: f64, read: Function, files: Files) -> Result<(), JsValue> {
    let mut source = Blob { read, at: 0, size: size as u64, thrown: None };
    let mut sink = Taker { files, thrown: None };
    let Err(refusal) = crate::unpack(name, &mut source, &mut sink) else { return Ok(()) };
    let told = source.thrown.or(sink.thrown);
    let trouble = || refusal.trouble().and_then(|json| JSON::parse(&json).ok());
    Err(told.or_else(trouble).unwrap_or(JsValue::NULL))
}

struct Taker {
    files: Files,
    thrown: Option<JsValue>,
}

impl Taker {
    fn kept(&mut self, result: Result<(), JsValue>) -> Result<(), Stopped> {
        result.map_err(|thrown| {
            self.thrown = Some(thrown);
            Stopped
        })
    }
}

impl Sink for Taker {
    fn start(&mut self, name: &str) -> Result<(), Stopped> {
        let result = self.files.start(name);
        self.kept(result)
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Stopped> {
        let result = self.files.push(bytes);
        self.kept(result)
    }

    fn end(&mut self) -> Result<(), Stopped> {
        let result = self.files.end();
        self.kept(result)
    }

    fn pass_over(&mut self, name: &str) -> Result<(), Stopped> {
        let result = self.files.pass_over(name);
        self.kept(result)
    }
}

/// A file of the browser, read where it is.
struct Blob {
    read: Function,
    at: u64,
    size: u64,
    thrown: Option<JsValue>,
}

impl Read for Blob {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = (buffer.len() as u64).min(self.size.saturating_sub(self.at));
        if length == 0 {
            return Ok(0);
        }
        let bytes = self.read.call2(&JsValue::NULL, &(self.at as f64).into(), &(length as f64).into());
        let bytes: Uint8Array = bytes.and_then(JsCast::dyn_into).map_err(|thrown| {
            self.thrown = Some(thrown);
            io::Error::other("unreadable")
        })?;
        let read = (bytes.length() as usize).min(buffer.len());
        bytes.subarray(0, read as u32).copy_to(&mut buffer[..read]);
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Blob {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::other("before the first byte"))?;
        Ok(self.at)
    }
}
