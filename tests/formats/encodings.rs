//! Text in every encoding: decoded to the same text, or asked about; never wrong in silence.

mod words;

use std::collections::BTreeMap;

use huitou::error::Trouble;
use huitou::intake::ledger::Note;
use huitou::intake::question::Question;
use huitou::intake::{self, AudienceFile, Choices, Intake, NativeDecoder};

use super::{FIXTURES, fixture, in_slices, sample, sample_names};
use crate::chance::Chance;
use words::WORDS;

const ENCODINGS: [&str; 12] = [
    "utf-8",
    "utf-8-bom",
    "utf-16le",
    "utf-16be",
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "euc-kr",
    "windows-1250",
    "windows-1251",
    "windows-1252",
];

/// The text in an encoding, where that can write it.
fn encoded(text: &str, label: &str) -> Option<Vec<u8>> {
    let units = |order: fn(u16) -> [u8; 2]| {
        Some(std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect())
    };
    match label {
        "utf-8" => Some(text.as_bytes().to_vec()),
        "utf-8-bom" => Some([b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        "utf-16le" => units(u16::to_le_bytes),
        "utf-16be" => units(u16::to_be_bytes),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(text);
            let is_same = || encoding.decode_without_bom_handling(&bytes).0 == text;
            (!lossy && is_same()).then(|| bytes.to_vec())
        }
    }
}

/// The text of a sample, by the encoding that its name or its bytes tell.
fn text_of(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(_) => {
            let (text, _, is_broken) = encoding_rs::GB18030.decode(bytes);
            let western = || encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned();
            if is_broken { western() } else { text.into_owned() }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Right,
    Asked,
    Wrong,
    /// No numbers: the same as of the text in UTF-8.
    Refused,
}

fn outcome(bytes: &[u8], text: &str, expected: &Result<Intake, Trouble>) -> Outcome {
    let read = intake::read(&[("orders.csv", bytes)], &Choices::default());
    let intake = match (read, expected) {
        (Ok(intake), _) => intake,
        (Err(error), Err(trouble)) if error.trouble == *trouble => return Outcome::Refused,
        (Err(_), _) => return Outcome::Wrong,
    };
    let is_asked = intake.questions.iter().any(|question| matches!(question, Question::Encoding { .. }));
    let is_told = intake.ledger.notes.iter().any(|note| matches!(note, Note::EncodingUnsure { .. }));
    let label = intake.ledger.files[0].encoding.as_str();
    let is_same = encoded(text, label).is_some_and(|again| again == bytes);
    if is_asked || is_told {
        return Outcome::Asked;
    }
    let equal = expected.as_ref().is_ok_and(|expected| {
        expected.orders == intake.orders && expected.ledger.set_aside == intake.ledger.set_aside
    });
    if is_same && equal { Outcome::Right } else { Outcome::Wrong }
}

type Counts = BTreeMap<(&'static str, Outcome), u32>;

fn count(counts: &mut Counts, text: &str, encodings: &[&'static str], what: &str) {
    let expected = intake::read(&[("orders.csv", text.as_bytes())], &Choices::default());
    let expected = expected.map_err(|error| error.trouble);
    for &label in encodings {
        if let Some(bytes) = encoded(text, label) {
            let outcome = outcome(&bytes, text, &expected);
            if outcome == Outcome::Wrong {
                eprintln!("wrong: {what} in {label}");
            }
            *counts.entry((label, outcome)).or_default() += 1;
        }
    }
}

fn print(counts: &Counts, what: &str) {
    eprintln!("{what}\n{:14}{:>7}{:>7}{:>7}{:>9}", "encoding", "right", "asked", "wrong", "refused");
    for label in ENCODINGS {
        let of = |outcome| counts.get(&(label, outcome)).copied().unwrap_or(0);
        let [right, asked, wrong, refused] =
            [Outcome::Right, Outcome::Asked, Outcome::Wrong, Outcome::Refused].map(of);
        eprintln!("{label:14}{right:7}{asked:7}{wrong:7}{refused:9}");
    }
}

fn wrong(counts: &Counts) -> u32 {
    counts.iter().filter(|((_, outcome), _)| *outcome == Outcome::Wrong).map(|(_, count)| count).sum()
}

#[test]
fn samples_read_the_same_in_every_encoding_that_can_write_them() {
    let samples = sample_names().into_iter().filter_map(|name| Some((sample(&name)?, name)));
    let fixtures = FIXTURES.iter().map(|name| (fixture(name), name.to_string()));
    let (mut beyond, mut ascii) = (Counts::new(), Counts::new());
    for (bytes, name) in fixtures.chain(samples) {
        let text = text_of(&bytes);
        count(if text.is_ascii() { &mut ascii } else { &mut beyond }, &text, &ENCODINGS, &name);
    }
    print(&ascii, "samples in ASCII");
    print(&beyond, "samples beyond ASCII");
    assert_eq!((wrong(&ascii), wrong(&beyond)), (0, 0));
}

/// A plain table with some words of a language in it, each in a cell.
fn table(words: &[&str], chance: &mut Chance) -> String {
    let mut text = "order id,date,customer id,total,product\n".to_string();
    for (row, word) in words.iter().enumerate() {
        let (day, customer, total) = (chance.below(28) + 1, chance.below(50), chance.below(9000));
        text += &format!("{},2024-03-{day:02},c{customer},{total}.50,{word}\n", row + 1);
    }
    text
}

#[test]
fn words_of_every_language_are_decoded_or_asked_about() {
    let mut chance = Chance::seeded(6);
    let mut counts = Counts::new();
    let mut asked = BTreeMap::new();
    for (language, words, encodings) in WORDS {
        let encodings = [&ENCODINGS[..4], encodings].concat();
        for length in [1, 2, 3, 5, 8] {
            for _ in 0..12 {
                let some: Vec<&str> = (0..length).map(|_| words[chance.below(words.len())]).collect();
                let mut own = Counts::new();
                count(&mut own, &table(&some, &mut chance), &encodings, &format!("{language} {some:?}"));
                for ((label, outcome), n) in own {
                    *counts.entry((label, outcome)).or_default() += n;
                    if outcome == Outcome::Asked {
                        *asked.entry((language, length)).or_insert(0) += n;
                    }
                }
            }
        }
    }
    print(&counts, "tables with one to eight words of a language");
    eprintln!("asked, by language and words: {asked:?}");
    let all: u32 = counts.values().sum();
    assert!(100 * wrong(&counts) <= all, "{} of {all} are wrong", wrong(&counts));
    assert_eq!(wrong(&counts), 0);
}

/// Rows in ASCII, then some in a language.
fn late(rows: usize, word: &str, line: &str) -> String {
    let mut text = "order id,date,customer id,total,product\n".to_string();
    for row in 0..rows {
        let product = if row + 20 > rows { word } else { "plain cup" };
        text += &format!("{row},2024-03-{:02},c{},10.50,{product}{line}", row % 28 + 1, row % 700);
    }
    text
}

/// Line ends of every kind, slices that cut characters, a language that begins behind all that is looked at first.
#[test]
fn slices_do_not_matter_in_any_encoding() {
    let cases = [
        ("utf-8", "茶杯", "\n"),
        ("utf-16le", "茶杯😀", "\r\n"),
        ("utf-16be", "茶杯😀", "\n"),
        ("gb18030", "茶杯，白色，陶瓷", "\r\n"),
        ("big5", "陶瓷馬克杯，藍色的商品", "\n"),
        ("shift_jis", "マグカップ、青いの", "\r"),
        ("windows-1251", "Кружка белая", "\n"),
    ];
    for (label, word, line) in cases {
        for (rows, sizes) in [(30, [1, 7, 100]), (7_000, [60_001, 262_143, 262_145])] {
            let text = late(rows, word, line);
            let bytes = encoded(&text, label).unwrap();
            let whole = in_slices(&[("orders.csv", &bytes)], bytes.len()).unwrap();
            let read = intake::read(&[("orders.csv", text.as_bytes())], &Choices::default()).unwrap();
            assert_eq!((&whole.orders, &whole.questions), (&read.orders, &read.questions), "{label}");
            assert_eq!(whole.ledger.files[0].encoding, label);
            for size in sizes {
                let sliced = in_slices(&[("orders.csv", &bytes)], size).unwrap();
                assert_eq!(
                    (&sliced.orders, &sliced.ledger),
                    (&whole.orders, &whole.ledger),
                    "{label} by {size}"
                );
            }
        }
    }
}

const GERMAN: &str = "order id,date,customer id,total,product\n1,2024-03-01,a,5,Tücher\n2,2024-03-02,b,6,Größe\n\
    3,2024-03-03,a,7,schöne Becher\n4,2024-03-04,c,7,Übersee\n";

fn encoding_of(bytes: &[u8], choices: &Choices) -> (String, u64) {
    let intake = intake::read(&[("orders.csv", bytes)], choices).unwrap();
    (intake.ledger.files[0].encoding.clone(), intake.ledger.files[0].replaced_characters)
}

/// A byte that is none does not make another encoding of a text, and is counted.
#[test]
fn stray_bytes_in_utf8_are_counted() {
    let mut bytes = format!("{GERMAN}5,2024-03-05,c,7,Gr\u{0}n\n").into_bytes();
    let at = bytes.iter().position(|&byte| byte == 0).unwrap();
    bytes[at] = 0xFC;
    assert_eq!(encoding_of(&bytes, &Choices::default()), ("utf-8".to_string(), 1));
}

#[test]
fn the_merchant_decides_what_is_unsure() {
    let word =
        encoded("order id,date,customer id,total,product\n1,2024-03-01,a,5,Toruń\n", "windows-1250").unwrap();
    let open = intake::read(&[("orders.csv", &word)], &Choices::default()).unwrap();
    let [Question::Encoding { file: 0, options }] = open.questions.as_slice() else {
        panic!("{:?}", open.questions)
    };
    let shown: Vec<_> =
        options.iter().map(|option| (option.answer.as_str(), option.example.as_str())).collect();
    assert!(shown.contains(&("windows-1250", "ń")) && shown.contains(&("windows-1252", "ñ")), "{shown:?}");
    let choice = |label: &str| Choices { encoding: Some(label.to_string()), ..Choices::default() };
    for (label, product) in [("windows-1250", "Toruń"), ("windows-1252", "Toruñ")] {
        let settled = intake::read(&[("orders.csv", &word)], &choice(label)).unwrap();
        assert_eq!((settled.orders.products().get(0), settled.questions.len()), (product, 0));
    }
    // UTF-8 in whole characters is nothing else, and a file beside it may be.
    assert_eq!(encoding_of(GERMAN.as_bytes(), &choice("windows-1250")).0, "utf-8");
    let unknown = intake::read(&[("orders.csv", &word)], &choice("utf-7")).unwrap_err();
    assert_eq!(unknown.trouble, Trouble::BadChoice { name: "encoding".to_string() });
}

/// What no column that is used depends on is noted and not asked.
#[test]
fn text_that_is_not_used_is_no_question() {
    let text = "order id,date,customer id,total,remark\n1,2024-03-01,a,5,Toruń\n";
    let bytes = encoded(text, "windows-1250").unwrap();
    let intake = intake::read(&[("orders.csv", &bytes)], &Choices::default()).unwrap();
    assert!(intake.questions.is_empty());
    assert!(intake.ledger.notes.iter().any(|note| matches!(note, Note::EncodingUnsure { file: 0, .. })));
}

/// Spreadsheets write it with a mark, programs without.
#[test]
fn utf16_without_a_mark_is_told_by_its_zeros() {
    for label in ["utf-16le", "utf-16be"] {
        let bytes = encoded(GERMAN, label).unwrap();
        assert_eq!(encoding_of(&bytes[2..], &Choices::default()), (label.to_string(), 0));
    }
}

/// A spreadsheet that opens a list and saves it again writes GB18030, or UTF-16 as "Unicode text".
#[test]
fn a_list_of_customers_is_read_in_whatever_encoding_it_was_saved_again() {
    let text = "客户,原因,日期,分组\r\n小安,到期,2024-03-01,触达\r\nann,到期,2024-03-01,对照\r\n小白,到期,2024-03-01,触达\r\n";
    let expected = AudienceFile::read(text).unwrap();
    for label in ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gbk", "gb18030"] {
        let bytes = encoded(text, label).unwrap();
        let read = |bytes: &[u8]| AudienceFile::text(bytes, &NativeDecoder);
        assert_eq!(AudienceFile::read(&read(&bytes)).as_ref(), Some(&expected), "{label}");
        // Whether it is one is told by its beginning, which may end within a character.
        for end in bytes.len() / 2..bytes.len() {
            assert!(AudienceFile::is_one(&read(&bytes[..end])), "{label}: {end} bytes");
        }
    }
    assert_eq!(AudienceFile::text(b"\x89PNG\r\n\x1A\n", &NativeDecoder), "");
}
