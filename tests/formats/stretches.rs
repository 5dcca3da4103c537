//! A file that several workers read by stretches gives what one reader gives, whatever stands where they begin.

use huitou::intake::{Choices, Intake, NativeDecoder, Reader, StretchReader};
use huitou::report::Report;
use huitou::sample::{self, Language};

use super::slices::assert_same;
use super::{FIXTURES, fixture, read};

/// So much is read before readers of stretches begin: what the columns are is decided on that.
const BEGINNING: usize = 1 << 20;

/// What was read, and how many stretches were taken in and were not.
struct Read {
    intake: Intake,
    taken_in: usize,
    declined: usize,
}

/// Reads as the page does: of so many workers the first keeps the rows and reads each of its own stretches itself.
fn in_stretches(bytes: &[u8], workers: usize, length: usize, slice: usize) -> Read {
    let decoder = NativeDecoder;
    let mut main = Reader::new(Choices::default(), Box::new(decoder));
    main.start_file("orders.csv");
    main.expect(bytes.len() as u64);
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let begin = |seed: usize| StretchReader::begin(beginning, &Choices::default(), &decoder, seed as u64);
    let mut readers: Vec<Option<StretchReader>> = (1..workers).map(begin).collect();
    main.push(beginning).unwrap();
    let (mut taken_in, mut declined) = (0, 0);
    for (number, stretch) in bytes[beginning.len()..].chunks(length).enumerate() {
        let mut taken = 0;
        if let Some(at) = (number % workers).checked_sub(1) {
            let handed = readers[at].as_mut().and_then(|reader| {
                reader.start((BEGINNING + number * length) as u64);
                stretch.chunks(slice).for_each(|slice| reader.push(slice));
                reader.end()
            });
            taken = handed.map_or(0, |handed| main.take_in(&handed, at).unwrap() as usize);
            if taken == stretch.len() {
                taken_in += 1;
            } else {
                declined += 1;
                readers[at] = begin(at);
            }
        }
        stretch[taken..].chunks(slice).for_each(|slice| main.push(slice).unwrap());
    }
    Read { intake: main.finish().unwrap(), taken_in, declined }
}

fn report(intake: &Intake) -> String {
    let report = Report::of(&intake.orders, &huitou::analysis::Settings::default(), &[]);
    serde_json::to_string(&report).unwrap()
}

/// Above 2 MB, quotes and line ends in cells, CJK.
fn shop(language: Language) -> Vec<u8> {
    sample::csv(language, 7, sample::customers_for(20_000))
}

#[test]
fn any_number_of_workers_gives_the_same_report() {
    for language in [Language::English, Language::Chinese] {
        let bytes = shop(language);
        let whole = read(&bytes, &Choices::default());
        let expected = report(&whole);
        for workers in 1..=4 {
            for (length, slice) in [(1 << 15, 7), (1 << 16, 1 << 16), (1 << 18, 1000), (1 << 22, 1 << 22)] {
                let what = format!("{workers} workers, {length} bytes by {slice}");
                let read = in_stretches(&bytes, workers, length, slice);
                assert_same(&read.intake, &whole, &what);
                assert_eq!(report(&read.intake), expected, "{what}");
                assert!(
                    read.declined == 0 && (read.taken_in > 0) == (workers > 1 && length < 1 << 22),
                    "{what}"
                );
            }
        }
    }
}

/// Cells that look like rows, with line ends and as many cells, so that a guess inside of them is wrong.
#[test]
fn wrong_guesses_are_noticed_and_read_again() {
    let mut text = String::from("order id,customer,date,amount,note\n");
    for number in 0..30_000 {
        let note = match number % 97 {
            0 => format!("\"{}\"", "as told,by,me,12.50,today\n".repeat(40)),
            1 => "\"5\"\" pipe, \r\nleft\"".to_string(),
            _ => "-".to_string(),
        };
        let day = number % 28 + 1;
        text.push_str(&format!(
            "A{number},c{}@x.com,2024-03-{day:02},{}.20,{note}\n",
            number % 777,
            number % 90
        ));
    }
    let whole = read(text.as_bytes(), &Choices::default());
    let mut declined = 0;
    for length in [2048, 1 << 12, 5024, 1 << 13, 40_000] {
        let read = in_stretches(text.as_bytes(), 3, length, 4096);
        assert_same(&read.intake, &whole, &format!("{length}"));
        declined += read.declined;
    }
    assert!(declined > 20, "{declined}");
}

/// Another table with as many columns, whose header stands half in one stretch and half in the next.
#[test]
fn another_table_is_noticed_where_its_header_is_cut() {
    const LENGTH: usize = 1 << 13;
    const HEADER: &str = "customer,amount,order id,date\n";
    const LAST: &str = ",w@x.com,2024-03-01,8.20\n";
    // The second stretch ends there; with three workers the next is not the first worker's.
    const END: usize = BEGINNING + 2 * LENGTH;
    let mut orders = String::from("order id,customer,date,amount\n");
    let mut rows = 0;
    while orders.len() < END - 200 {
        orders.push_str(&format!("A{rows},c{}@x.com,2024-03-{:02},7.20\n", rows % 777, rows % 28 + 1));
        rows += 1;
    }
    let others: String =
        (0..2_000).map(|number| format!("R{number},c{number}@x.com,2024-04-01,5.10\n")).collect();
    for before in [1, HEADER.len() / 2, HEADER.len() - 1] {
        let id = "A".repeat(END - before - orders.len() - LAST.len());
        let text = format!("{orders}{id}{LAST}{HEADER}{others}");
        let whole = read(text.as_bytes(), &Choices::default());
        assert_eq!(whole.orders.len(), rows + 1, "{before}");
        for workers in [3, 4] {
            let read = in_stretches(text.as_bytes(), workers, LENGTH, 4096);
            assert_same(&read.intake, &whole, &format!("{before} bytes of it, {workers} workers"));
        }
    }
}

/// Names again above the first row of data, which stands far below: no other table, wherever stretches end.
#[test]
fn no_other_table_begins_before_a_row_of_data() {
    let row = |number: usize, rest: &str| format!("A{number},c{}@x.com,{rest}\n", number % 777);
    let undated: String = (0..60_000).map(|number| row(number, "-,-")).collect();
    let dated =
        |from: usize| (from..from + 500).map(|number| row(number, "2024-03-01,7.20")).collect::<String>();
    let names = "customer,amount,order id,date\n";
    for between in [String::new(), dated(70_000)] {
        let text = format!("order id,customer,date,amount\n{undated}{between}{names}{}", dated(80_000));
        let whole = read(text.as_bytes(), &Choices::default());
        assert_eq!(whole.orders.len(), 500);
        for (workers, length) in [(2, 1 << 13), (3, 1 << 14), (4, 1 << 13)] {
            let read = in_stretches(text.as_bytes(), workers, length, 4096);
            assert_same(&read.intake, &whole, &format!("{workers} workers, {} between", between.len()));
        }
    }
}

/// Many customers who are numbered, until one is not: in no stretch, in some, and in the first.
#[test]
fn numbered_customers_give_the_same_where_some_have_no_number() {
    let text = |guests: &dyn Fn(u32) -> bool| {
        let mut text = String::from("order id,customer,date,amount\n");
        for number in 0..60_000_u32 {
            let (day, cents) = (number % 28 + 1, number % 90 + 10);
            let customer = match number.wrapping_mul(0x9E37_79B9) >> 12 {
                _ if guests(number) => format!("guest {}", number % 50),
                hash if hash % 40 == 0 => String::new(),
                hash => format!("C{:08}", 20_000_000 + hash % 25_000),
            };
            text.push_str(&format!("HT-{number:06},{customer},2024-03-{day:02},{number}.{cents}\n"));
        }
        text.into_bytes()
    };
    let none = |_: u32| false;
    let some = |number: u32| number > 45_000 && number.is_multiple_of(3_001);
    let early = |number: u32| number == 29_000;
    for guests in [&none as &dyn Fn(u32) -> bool, &some, &early] {
        let bytes = text(guests);
        let whole = read(&bytes, &Choices::default());
        let expected = report(&whole);
        for (workers, length) in [(1, 1 << 17), (2, 1 << 17), (3, 60_000), (4, 1 << 18)] {
            let read = in_stretches(&bytes, workers, length, 1 << 15);
            assert_same(&read.intake, &whole, &format!("{workers} workers"));
            assert_eq!(report(&read.intake), expected, "{workers} workers");
            assert!(read.declined == 0 && (read.taken_in > 0) == (workers > 1));
        }
    }
}

/// Headers in between, sums below, two tables, dates and amounts that read in two ways, other encodings: each file again
/// and again until it is large.
#[test]
fn files_of_every_form_give_the_same() {
    let mut taken_in = 0;
    for name in FIXTURES {
        let bytes = fixture(name);
        let header = bytes.iter().position(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let body = &bytes[header..];
        for again in [&bytes[..], body] {
            let mut large = bytes.clone();
            while !again.is_empty() && large.len() < BEGINNING + (1 << 18) {
                large.extend_from_slice(again);
            }
            let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
            reader.start_file("orders.csv");
            // What stops a file is the same wherever it is noticed.
            if reader.push(&large).is_err() {
                continue;
            }
            let Ok(whole) = reader.finish() else { continue };
            for (workers, length) in [(2, 1 << 14), (3, 40_000)] {
                let read = in_stretches(&large, workers, length, 5_000);
                assert_same(&read.intake, &whole, &format!("{name}, {workers} workers, {length} bytes"));
                taken_in += read.taken_in;
            }
        }
    }
    assert!(taken_in > 100, "{taken_in}");
}
