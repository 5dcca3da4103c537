//! A date cell read from its beginning, piece by piece.

use super::date::NoMoment;

/// A part of a date, as written.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Number { value: i64, digits: usize },
    Month(i64),
}

/// What is left of a cell.
pub(super) struct Scanner<'a> {
    pub rest: &'a [u8],
}

impl Scanner<'_> {
    fn take_while(&mut self, matches: impl Fn(u8) -> bool) -> &[u8] {
        let length = self.rest.iter().take_while(|&&byte| matches(byte)).count();
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn number(&mut self) -> Option<(i64, usize)> {
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let value = digits.iter().take(9).fold(0, |n, &byte| n * 10 + i64::from(byte - b'0'));
        (1..=9).contains(&digits.len()).then_some((value, digits.len()))
    }

    /// A number, or the name of a month.
    pub fn part(&mut self) -> Option<Part> {
        if self.rest.first()?.is_ascii_digit() {
            let (value, digits) = self.number()?;
            return (digits == 4 || digits <= 2).then_some(Part::Number { value, digits });
        }
        const MONTHS: &[u8; 36] = b"janfebmaraprmayjunjulaugsepoctnovdec";
        let name = self.take_while(|byte| byte.is_ascii_alphabetic()).get(..3)?;
        let month = MONTHS.chunks(3).position(|month| month.eq_ignore_ascii_case(name))?;
        Some(Part::Month(month as i64 + 1))
    }

    /// `-`, `/`, `.`, blanks with a comma, or the bytes of 年 and 月.
    pub fn separator(&mut self) -> Option<u8> {
        let first = *self.rest.first()?;
        if !first.is_ascii() {
            self.take_while(|byte| !byte.is_ascii());
            return Some(b'-');
        }
        match first {
            b'-' | b'/' | b'.' => self.rest = &self.rest[1..],
            b' ' | b',' => {
                self.take_while(|byte| matches!(byte, b' ' | b','));
            }
            _ => return None,
        }
        Some(first)
    }

    /// 日, a comma, blanks or `T` between date and time.
    pub fn end_of_date(&mut self) {
        const DAY_SIGNS: [&[u8]; 2] = ["日".as_bytes(), b"\xC8\xD5"];
        for sign in DAY_SIGNS {
            self.rest = self.rest.strip_prefix(sign).unwrap_or(self.rest);
        }
        self.take_while(|byte| matches!(byte, b' ' | b',' | b'\t'));
        if let [b'T' | b't', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// `h:mm`, `h:mm:ss`, with fractions, AM or PM before or behind.
    pub fn time(&mut self) -> Option<Result<i64, NoMoment>> {
        let before = self.half_of_day();
        let (hours, _) = self.number()?;
        self.rest = self.rest.strip_prefix(b":").or(self.rest.strip_prefix("时".as_bytes()))?;
        let (minutes, _) = self.number()?;
        if let Some(rest) = self.rest.strip_prefix("分".as_bytes()) {
            self.rest = rest;
            let second = if rest.is_empty() { 0 } else { self.number()?.0 };
            self.rest = self.rest.strip_prefix("秒".as_bytes()).unwrap_or(self.rest);
            return Some(seconds(hours, minutes, second));
        }
        let mut second = 0;
        if let [b':', rest @ ..] = self.rest {
            self.rest = rest;
            second = self.number()?.0;
            if let [b'.' | b',', rest @ ..] = self.rest {
                self.rest = rest;
                self.take_while(|byte| byte.is_ascii_digit());
            }
        }
        let hours = match before.or_else(|| self.half_of_day()) {
            Some(_) if !(1..=12).contains(&hours) => return Some(Err(NoMoment::Impossible)),
            Some(afternoon) => hours % 12 + if afternoon { 12 } else { 0 },
            None => hours,
        };
        Some(seconds(hours, minutes, second))
    }

    /// Whether it says PM (`Some(true)`), AM (`Some(false)`) or nothing.
    fn half_of_day(&mut self) -> Option<bool> {
        const WORDS: [(&[u8], bool); 8] = [
            (b"am", false),
            (b"pm", true),
            (b"a.m.", false),
            (b"p.m.", true),
            ("上午".as_bytes(), false),
            ("下午".as_bytes(), true),
            (b"\xC9\xCF\xCE\xE7", false),
            (b"\xCF\xC2\xCE\xE7", true),
        ];
        let rest = self.rest.trim_ascii_start();
        // Nearly all: no word begins so.
        if !rest.first().is_some_and(|byte| matches!(byte, b'a' | b'A' | b'p' | b'P' | 0x80..)) {
            return None;
        }
        let starts = |word: &[u8]| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        let (word, afternoon) = WORDS.into_iter().find(|(word, _)| starts(word))?;
        self.rest = rest[word.len()..].trim_ascii_start();
        Some(afternoon)
    }

    /// `Z`, `UTC`, `-0500`, `+08:00`, `GMT+8`: minutes east of UTC.
    pub fn offset(&mut self) -> Option<i16> {
        let rest = self.rest.trim_ascii_start();
        let named = rest.strip_prefix(b"UTC").or(rest.strip_prefix(b"GMT"));
        let minutes = match named.unwrap_or(rest) {
            [] if named.is_some() => 0,
            [b'Z' | b'z'] => 0,
            [b'+', digits @ ..] => minutes(digits)?,
            [b'-', digits @ ..] => -minutes(digits)?,
            // Of China and of Chicago: the time stays as it is written.
            b"CST" => {
                self.rest = &[];
                return None;
            }
            abbreviation => ZONES.iter().find(|(name, _)| name.as_bytes() == abbreviation)?.1,
        };
        self.rest = &[];
        Some(minutes)
    }
}

/// Abbreviations of zones that are those of one place: minutes east of UTC.
const ZONES: [(&str, i16); 15] = [
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
];

/// `8`, `08`, `0800`, `08:00`; no place is further from UTC than 14 hours.
fn minutes(digits: &[u8]) -> Option<i16> {
    let two = |[a, b]: [u8; 2]| {
        let are_digits = a.is_ascii_digit() && b.is_ascii_digit();
        are_digits.then(|| i16::from(a - b'0') * 10 + i16::from(b - b'0'))
    };
    let (hours, minutes) = match *digits {
        [b] => (two([b'0', b])?, 0),
        [a, b] => (two([a, b])?, 0),
        [a, b, c, d] | [a, b, b':', c, d] => (two([a, b])?, two([c, d])?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Seconds since midnight.
pub(super) fn seconds(hours: i64, minutes: i64, seconds: i64) -> Result<i64, NoMoment> {
    if hours > 23 || minutes > 59 || seconds > 60 {
        return Err(NoMoment::Impossible);
    }
    Ok(hours * 3600 + minutes * 60 + seconds.min(59))
}
