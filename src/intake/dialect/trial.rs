//! Our dialects against those of a known sniffer, on generated tables whose cells are known.

use std::io::Cursor;
use std::panic;

use super::super::sample::Sample;

/// A table as it is written, and its cells.
struct Written {
    text: String,
    delimiter: u8,
    cells: Vec<Vec<String>>,
}

/// Numbers that look like chance and are the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

/// Delimiter; quote; how a quote within is written; whether every cell is quoted.
const DIALECTS: [(&str, &str, &str, bool); 12] = [
    (",", "\"", "\"\"", false),
    (",", "\"", "\"\"", true),
    (",", "\"", "\\\"", false),
    (",", "'", "''", false),
    (", ", "\"", "\"\"", false),
    (";", "\"", "\"\"", false),
    (";", "'", "''", true),
    ("\t", "\"", "\"\"", false),
    ("\t", "\"", "\\\"", true),
    ("|", "\"", "\"\"", false),
    ("|", "'", "\\'", false),
    ("  ", "", "", false),
];

fn written(seed: u64) -> Written {
    let mut chance = Chance(seed);
    let (delimiter, quote, escaped, all) = DIALECTS[chance.below(DIALECTS.len())];
    let newline = ["\n", "\r\n", "\r"][chance.below(3)];
    let kinds: Vec<usize> = (0..3 + chance.below(5)).map(|_| chance.below(6)).collect();
    let header = (0..kinds.len()).map(|column| format!("column_{column}")).collect();
    let mut cells: Vec<Vec<String>> = vec![header];
    for row in 0..5 + chance.below(60) {
        cells.push(kinds.iter().map(|&kind| cell(kind, row, quote.is_empty(), &mut chance)).collect());
    }
    let bare = delimiter.trim_end();
    let write = |cell: &String| {
        let needs = all || cell.contains(bare) || cell.contains(quote) || cell.contains('\n');
        match needs && !quote.is_empty() {
            true => format!("{quote}{}{quote}", cell.replace(quote, escaped)),
            false => cell.clone(),
        }
    };
    let line = |row: &Vec<String>| row.iter().map(write).collect::<Vec<_>>().join(delimiter) + newline;
    Written { text: cells.iter().map(line).collect(), delimiter: delimiter.as_bytes()[0], cells }
}

fn cell(kind: usize, row: usize, is_bare: bool, chance: &mut Chance) -> String {
    const TEXTS: [&str; 8] = [
        "Mug, blue",
        "a \"Queen\" set",
        "O'Brien",
        "tea; green",
        "one|two",
        "a note\nof two lines, mostly",
        "北京市，朝阳区",
        "plain",
    ];
    let number = chance.below(100_000);
    match kind {
        0 => (1000 + row).to_string(),
        1 => format!("2024-{:02}-{:02}", 1 + number % 12, 1 + number % 28),
        2 if is_bare => format!("{}.{:02}", number / 100, number % 100),
        2 => format!("{},{:03}.50", 1 + number % 9, number % 1000),
        3 => format!("p{number}@example.com"),
        4 => ["paid", "shipped", "open"][number % 3].to_string(),
        _ if is_bare => "plain".to_string(),
        _ => TEXTS[number % TEXTS.len()].to_string(),
    }
}

/// Whether we find the very cells.
fn is_ours_right(written: &Written) -> bool {
    let Ok(sample) = Sample::read(written.text.as_bytes(), 1, true, None) else { return false };
    let text = |cell: &Vec<u8>| String::from_utf8_lossy(cell.trim_ascii()).into_owned();
    let found: Vec<Vec<String>> = sample.rows.iter().map(|row| row.iter().map(text).collect()).collect();
    found == written.cells
}

/// Whether the other one finds as much as the delimiter.
fn is_theirs_right(written: &Written) -> bool {
    let text = written.text.clone().into_bytes();
    let sniff = || csv_sniffer::Sniffer::new().sniff_reader(Cursor::new(text));
    let found = panic::catch_unwind(sniff).ok().and_then(Result::ok);
    found.is_some_and(|found| found.dialect.delimiter == written.delimiter)
}

#[test]
fn generated_dialects_are_told_at_least_as_well_as_by_csv_sniffer() {
    const TABLES: u64 = 200;
    let (mut ours, mut theirs) = (0, 0);
    for seed in 0..TABLES {
        let written = written(seed);
        let is_right = is_ours_right(&written);
        ours += u64::from(is_right);
        theirs += u64::from(is_theirs_right(&written));
        if !is_right {
            println!("missed {seed}: {:?}", written.text.chars().take(700).collect::<String>());
        }
    }
    println!("all cells by ours: {ours} of {TABLES}; the delimiter by csv-sniffer 0.3.1: {theirs}");
    assert!(ours >= theirs);
    assert!(ours * 100 >= TABLES * 99, "{ours} of {TABLES}");
}
