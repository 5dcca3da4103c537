//! Cuts one line into cells where quotes are not those of RFC 4180: in place, with no other line in sight.

/// How a line is cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineCells {
    /// What separates cells.
    pub delimiter: u8,
    /// What may surround a cell; a cell that it opens and nothing closes loses it.
    pub quote: Option<u8>,
    /// Whether a backslash makes the next byte text.
    pub escapes: bool,
}

impl LineCells {
    /// Moves the cells of the line together and tells where each ends; whether a quote was left open.
    pub fn cut(self, line: &mut [u8], end_cell: &mut dyn FnMut(usize)) -> bool {
        let (mut read, mut written, mut has_stray) = (0, 0, false);
        loop {
            let mut close = None;
            if let Some(open) = self.opening(line, read) {
                close = self.closing(line, open + 1);
                has_stray |= close.is_none();
                read = open + 1;
            }
            (read, written) = self.copy(line, read, written, close);
            end_cell(written);
            let Some(next) = line[read..].iter().position(|&byte| byte == self.delimiter) else {
                return has_stray;
            };
            read += next + 1;
        }
    }

    /// Where the quote of a cell stands that has one.
    fn opening(self, line: &[u8], from: usize) -> Option<usize> {
        let quote = self.quote?;
        let at = from + line[from..].iter().position(|&byte| byte != b' ')?;
        (line[at] == quote).then_some(at)
    }

    /// The quote that closes a cell: the delimiter or nothing is behind it. Where another cell opens before, there
    /// is none, and no byte is looked at for two cells.
    fn closing(self, line: &[u8], from: usize) -> Option<usize> {
        let (mut at, mut opens) = (from, false);
        while at < line.len() {
            let is_quote = Some(line[at]) == self.quote;
            let is_doubled = is_quote && line.get(at + 1) == Some(&line[at]);
            if is_doubled || self.escapes && line[at] == b'\\' {
                at += 1;
            } else if is_quote {
                let behind = line[at + 1..].iter().find(|&&byte| byte != b' ');
                if behind.is_none_or(|&byte| byte == self.delimiter) {
                    return Some(at);
                }
                if opens {
                    return None;
                }
            }
            // A backslash may have been the last byte.
            let byte = line.get(at).copied();
            opens = byte == Some(self.delimiter) || opens && byte == Some(b' ');
            at += 1;
        }
        None
    }

    /// Copies a cell up to `close`, else up to the delimiter, without what only protects its bytes.
    fn copy(
        self,
        line: &mut [u8],
        mut read: usize,
        mut written: usize,
        close: Option<usize>,
    ) -> (usize, usize) {
        let end = close.unwrap_or(line.len());
        while read < end && (close.is_some() || line[read] != self.delimiter) {
            let is_escape = self.escapes && line[read] == b'\\';
            let is_doubled =
                close.is_some() && Some(line[read]) == self.quote && line[read + 1] == line[read];
            if (is_escape || is_doubled) && read + 1 < end {
                read += 1;
            }
            line[written] = line[read];
            written += 1;
            read += 1;
        }
        (read, written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str, escapes: bool) -> (Vec<String>, bool) {
        let mut bytes = line.as_bytes().to_vec();
        let mut ends = vec![0];
        let cutter = LineCells { delimiter: b',', quote: Some(b'"'), escapes };
        let has_stray = cutter.cut(&mut bytes, &mut |end| ends.push(end));
        let cell = |pair: &[usize]| String::from_utf8_lossy(&bytes[pair[0]..pair[1]]).into_owned();
        (ends.windows(2).map(cell).collect(), has_stray)
    }

    #[test]
    fn lines_are_cut() {
        let cases: [(&str, bool, &[&str], bool); 13] = [
            ("\"27 wide,\"b\", \"c\"", false, &["27 wide", "b", "c"], true),
            ("a,b,,", false, &["a", "b", "", ""], false),
            ("a, \"b, c\" ,d", false, &["a", "b, c", "d"], false),
            ("\"say \"\"hi\"\"\",\"\",\"\"\"\"", false, &["say \"hi\"", "", "\""], false),
            ("27\" wide,\"27\" wide\",x", false, &["27\" wide", "27\" wide", "x"], false),
            ("\"27 wide,b,\"c", false, &["27 wide", "b", "c"], true),
            ("\"a\"b,c", false, &["a\"b", "c"], true),
            ("a\\, b,\"c\\\", d\",e\\", true, &["a, b", "c\", d", "e\\"], false),
            ("a\\\\,b", true, &["a\\", "b"], false),
            ("a\\,b", false, &["a\\", "b"], false),
            ("", false, &[""], false),
            ("\"", false, &[""], true),
            ("a,\"b, \\", true, &["a", "b", " \\"], true),
        ];
        for (line, escapes, expected, has_stray) in cases {
            let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
            assert_eq!(cells(line, escapes), (expected, has_stray), "{line}");
        }
    }
}
