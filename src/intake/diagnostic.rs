//! What a person may send to somebody who helps: what a file looks like, without one of its values.

use super::preview::{ColumnPreview, FilePreview};
use super::profile;
use super::sorting;
use crate::list::Listed;

/// Shapes are shown up to so many characters.
const LONGEST: usize = 32;

/// Names of columns, roles and shapes of cells, to be copied: no value of any cell is in it.
pub fn text(previews: &[FilePreview]) -> String {
    let mut text = String::from("Huitou diagnostic: shapes only, no values\n");
    for (number, preview) in (1..).zip(previews) {
        add_file(&mut text, number, preview);
    }
    text
}

fn add_file(text: &mut String, number: u32, file: &FilePreview) {
    let header = file.header_line.map_or("none".to_string(), |line| format!("line {line}"));
    let delimiter = match file.delimiter.as_str() {
        "\t" => "TAB",
        " " => "spaces",
        other => other,
    };
    let shop = file.shop.as_deref().unwrap_or("none");
    text.push_str(&format!(
        "\nfile {number}: encoding {}, delimiter {delimiter}, header {header}, shop {shop}, columns {}\n",
        file.encoding,
        file.columns.len()
    ));
    // Where one name looks like a value, the line may be an order and no header.
    let hides_names = file.header_line.is_none() || file.columns.iter().any(|column| is_data(&column.name));
    for (position, column) in file.columns.iter().enumerate() {
        let name =
            if hides_names && !is_number(&column.name) { shape(&column.name) } else { column.name.clone() };
        let cells: Vec<String> =
            file.records.iter().filter_map(|record| record.get(position)).map(|cell| shape(cell)).listed();
        text.push_str(&format!(
            "{}. \"{name}\"{}: {} % filled, {} distinct: {}\n",
            position + 1,
            roles(column),
            column.filled_percent,
            column.distinct,
            distinct(cells).join(" | ")
        ));
    }
}

/// ` = date 95 by name (paid_at 60 by name)`; the used one stands before the brackets.
fn roles(column: &ColumnPreview) -> String {
    let words =
        |role: &super::preview::RoleGuess| format!("{} {} {:?}", role.role, role.confidence, role.why);
    let (used, others) = column.roles.split_at(usize::from(column.is_used));
    let mut text = used.first().map_or(String::new(), |role| format!(" = {}", words(role)));
    if !others.is_empty() {
        let others: Vec<String> = others.iter().map(words).listed();
        text.push_str(&format!(" ({})", others.join(", ")));
    }
    text
}

/// `#3`, the name of a column without one.
fn is_number(name: &str) -> bool {
    name.strip_prefix('#')
        .is_some_and(|digits| digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a name looks like a value: an address, a date, a number, many digits.
fn is_data(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    name.contains('@') || digits > 4 || profile::is_value(name.trim().as_bytes())
}

/// A text without its letters and digits: `9` for a digit, `a` or `A` for a letter, `字` for a character of Chinese,
/// Japanese or Korean, `?` for what is none of these and no mark of ASCII.
fn shape(text: &str) -> String {
    let mut shape: String = text.chars().take(LONGEST).map(shape_of).collect();
    if text.chars().nth(LONGEST).is_some() {
        shape.push('…');
    }
    shape
}

fn shape_of(c: char) -> char {
    match c {
        c if c.is_numeric() => '9',
        '\u{2E80}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => '字',
        c if c.is_ascii_uppercase() => 'A',
        c if c.is_alphabetic() => 'a',
        ' ' => ' ',
        c if c.is_ascii_punctuation() || "€£¥￥，。（）：；、·".contains(c) => c,
        _ => '?',
    }
}

fn distinct(mut shapes: Vec<String>) -> Vec<String> {
    sorting::distinct(&mut shapes);
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_keep_no_letter_and_no_digit() {
        assert_eq!(shape("Ann-7 王五 é"), "Aaa-9 字字 a");
        assert_eq!(shape("=HYPERLINK(\"x\")"), "=AAAAAAAAA(\"a\")");
        assert_eq!(shape(&"x".repeat(40)), format!("{}…", "a".repeat(32)));
        assert_eq!(shape("１２ Ⅷ ½ \u{202E}"), "99 9 9 ?");
    }

    #[test]
    fn names_that_are_values_are_shaped() {
        for name in ["ann@example.net", "2024-01-05", "13800000001", "12.50", "77"] {
            assert!(is_data(name), "{name}");
        }
        for name in ["Order ID", "f1", "订单编号", "Tax 5 Value", "sku 2024"] {
            assert!(!is_data(name), "{name}");
        }
    }
}
