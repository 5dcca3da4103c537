//! How wide words are where nothing can measure them, and where lines break.

/// A size of type and its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Height of the em square, in CSS pixels.
    pub size: f64,
    /// Bold or regular.
    pub bold: bool,
}

impl Font {
    /// Axis labels, values, asides.
    pub const SMALL: Font = Font { size: 12.0, bold: false };
    /// Names that stand out among them.
    pub const STRONG: Font = Font { size: 12.0, bold: true };
    /// The title inside a picture.
    pub const TITLE: Font = Font { size: 16.0, bold: true };

    /// Height of a line of it, in CSS pixels.
    pub fn line(self) -> f64 {
        self.size * 1.4
    }
}

/// The width of a text in CSS pixels, by classes of characters: that of DejaVu Sans, the widest of the common system
/// faces, so that what fits here fits elsewhere.
pub fn width(text: &str, font: Font) -> f64 {
    let em: f64 = text.chars().map(advance).sum();
    em * font.size * if font.bold { 1.12 } else { 1.0 }
}

/// The advance of a character in em.
fn advance(c: char) -> f64 {
    match c {
        '\u{2060}' | '\u{2068}' | '\u{2069}' => 0.0,
        'i' | 'j' | 'l' | 'I' | '\'' => 0.29,
        '.' | ',' | ':' | ';' | '|' | ' ' | '·' | '/' | '\\' => 0.33,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '!' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '→' | '←' | '↑' | '↓' => 0.97,
        'A'..='Z' | '&' => 0.74,
        '+' | '<' | '>' | '=' | '×' | '≥' | '≤' | '−' => 0.84,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1.0,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        '\u{1f000}'..='\u{3fffd}' => 1.0,
        _ => 0.63,
    }
}

/// Breaks a text into lines no wider than `max`: at spaces, and between Chinese characters, but never before closing
/// punctuation. A single word that is wider is broken where it must be.
pub fn wrap(text: &str, max: f64, width: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if width(longer.trim_end()) <= max {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        for c in piece.chars() {
            line.push(c);
            if width(line.trim_end()) > max && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(c);
            }
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The parts between which a line may break.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let closes = "，。、；：？！）】》」』%,.;:!?)".contains(c);
        let stays = closes || (open && c == ' ') || (open && !breaks_anywhere(c));
        match pieces.last_mut() {
            Some(last) if stays => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        open = c != ' ' && (!breaks_anywhere(c) || "（【《「『".contains(c));
    }
    pieces
}

/// Scripts that are written without spaces.
fn breaks_anywhere(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_chars(text: &str) -> f64 {
        text.chars().count() as f64
    }

    #[test]
    fn chinese_characters_are_one_em() {
        assert_eq!(width("留存率", Font::SMALL), 36.0);
    }

    #[test]
    fn lines_break_at_spaces_and_between_chinese_characters() {
        for (text, max, lines) in [
            ("one two three", 7.0, vec!["one two", "three"]),
            ("首次购买后的月数", 3.0, vec!["首次购", "买后的", "月数"]),
            ("一二三，四五", 3.0, vec!["一二", "三，四", "五"]),
            ("unbreakable", 4.0, vec!["unbr", "eaka", "ble"]),
            ("", 4.0, vec![]),
        ] {
            assert_eq!(wrap(text, max, by_chars), lines, "{text}");
        }
    }
}
