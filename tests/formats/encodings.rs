//! Text in every encoding: decoded to the same text, or asked about; never wrong in silence.

use std::collections::BTreeMap;

use huitou::error::Trouble;
use huitou::intake::ledger::Note;
use huitou::intake::question::Question;
use huitou::intake::{self, Choices, Intake};

use super::{fixture, sample, sample_names};
use crate::chance::Chance;

const FIXTURES: [&str; 7] = [
    "taobao/orders_gbk.csv",
    "shopify/orders.csv",
    "uci_online_retail/lines.csv",
    "cdnow/master.txt",
    "cdnow/sample.txt",
    "plain/orders_zh.csv",
    "plain/orders_en.tsv",
];

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

/// Names of columns, of goods and of invented people; and the old encodings that people write the language in.
const WORDS: [(&str, &[&str], &[&str]); 11] = [
    (
        "zh-CN",
        &[
            "商品名称",
            "收货人",
            "备注",
            "茶杯，白色",
            "陈晓燕",
            "李文静",
            "加厚毛巾",
            "上海市",
            "广东省深圳市",
            "已发货",
            "支付宝",
            "儿童雨衣（蓝）",
        ],
        &["gb18030", "gbk"],
    ),
    (
        "zh-TW",
        &[
            "商品名稱",
            "收件人",
            "備註",
            "陶瓷馬克杯",
            "陳怡君",
            "林志豪",
            "台北市信義區",
            "已出貨",
            "信用卡",
            "雨傘（藍）",
            "訂單狀態",
            "運費",
        ],
        &["big5"],
    ),
    (
        "ja",
        &[
            "商品名",
            "配送先",
            "備考",
            "田中さくら",
            "佐藤健",
            "マグカップ",
            "東京都渋谷区",
            "クレジットカード",
            "発送済み",
            "青い傘",
            "会員番号",
            "ハンドタオル",
        ],
        &["shift_jis"],
    ),
    (
        "ko",
        &[
            "상품명",
            "받는사람",
            "배송메모",
            "김민준",
            "이서연",
            "머그컵",
            "서울특별시 강남구",
            "신용카드",
            "배송완료",
            "파란 우산",
            "회원번호",
            "무통장입금",
        ],
        &["euc-kr"],
    ),
    (
        "ru",
        &[
            "Название товара",
            "Покупатель",
            "Примечание",
            "Иванов Сергей",
            "Ольга",
            "Кружка",
            "Москва",
            "Наличные",
            "доставлен",
            "синий зонт",
            "Санкт-Петербург",
            "ёлка",
        ],
        &["windows-1251"],
    ),
    (
        "uk",
        &[
            "Назва товару",
            "Покупець",
            "Київ",
            "Шевченко",
            "парасоля",
            "Львів",
            "їжа",
            "готівка",
            "чашка",
            "Олексій",
        ],
        &["windows-1251"],
    ),
    (
        "pl",
        &[
            "Nazwa płatności",
            "Imię",
            "Łódź",
            "Wałęsa",
            "Grześ",
            "kubek biały",
            "ręcznik",
            "żółty parasol",
            "Małgorzata",
            "wysłano późno",
        ],
        &["windows-1250"],
    ),
    (
        "cs",
        &[
            "Název zboží",
            "Příjemce",
            "Dvořák",
            "Jiří Novák",
            "hrneček",
            "ručník",
            "žlutý deštník",
            "Plzeň",
            "Růžena",
            "doručeno včera",
        ],
        &["windows-1250"],
    ),
    (
        "de",
        &[
            "Empfänger",
            "Größe",
            "Müller",
            "Jörg Weiß",
            "Handtücher",
            "Köln",
            "schöner Becher",
            "Übersee",
            "Straße",
            "gelöscht",
        ],
        &["windows-1252", "windows-1250"],
    ),
    (
        "fr",
        &[
            "Libellé",
            "Quantité expédiée",
            "Hélène",
            "Société Générale",
            "tasse à café",
            "élève",
            "Besançon",
            "Noël",
            "réglé",
            "forêt",
        ],
        &["windows-1252"],
    ),
    (
        "es",
        &[
            "Descripción",
            "Año",
            "Peña",
            "José Núñez",
            "paraguas pequeño",
            "Málaga",
            "enviado mañana",
            "algodón",
            "Muñoz",
            "camión",
        ],
        &["windows-1252"],
    ),
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
