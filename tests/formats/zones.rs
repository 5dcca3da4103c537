//! Whose days the orders lie on. Local times by hand, from the offsets that are given with them.

use huitou::intake::ledger::Note;
use huitou::intake::question::{Question, ZoneOption};
use huitou::intake::{Choices, Intake, Zone, ZoneOffset};
use huitou::view::{Lang, question};

use super::read;

fn orders(stamps: &[&str]) -> Intake {
    under(stamps, "date", &Choices::default())
}

fn under(stamps: &[&str], date: &str, choices: &Choices) -> Intake {
    let mut file = format!("order id,customer id,{date},amount (USD)\n");
    for (row, stamp) in stamps.iter().enumerate() {
        file.push_str(&format!("{row},ann,{stamp},10\n"));
    }
    read(file.as_bytes(), choices)
}

fn zone(name: &str, offsets: &[(i64, i32)]) -> Zone {
    let offsets = offsets.iter().map(|&(from, minutes)| ZoneOffset { from, minutes }).collect();
    Zone { name: name.into(), offsets }
}

fn shanghai() -> Zone {
    zone("Asia/Shanghai", &[(0, 480)])
}

/// `2024-03-09 75600`: day and second, in the order of time.
fn moments(intake: &Intake) -> Vec<String> {
    intake.orders.moments().map(|moment| format!("{} {}", moment.day(), moment.second_of_day())).collect()
}

fn kept(name: &str) -> Note {
    Note::Zone { name: name.into(), converted: false, as_written: 0 }
}

#[test]
fn the_offsets_of_one_place_are_its_wall_time() {
    let new_york = orders(&["2024-03-10 01:30:00 -0500", "2024-03-10 03:30:00 -0400"]);
    assert_eq!(moments(&new_york), ["2024-03-10 5400", "2024-03-10 12600"]);
    assert!(new_york.ledger.notes.contains(&kept("UTC−05:00 / UTC−04:00")));
    let london = orders(&["2024-03-30T23:30:00+00:00", "2024-03-31T23:30:00+01:00"]);
    assert!(london.ledger.notes.contains(&kept("UTC+00:00 / UTC+01:00")));
    let china = orders(&["2024-03-30T23:30:00+08:00"]);
    assert_eq!(moments(&china), ["2024-03-30 84600"]);
    assert!([new_york, london, china].iter().all(|intake| intake.questions.is_empty()));
}

/// The first is 07:30 of the next day in Shanghai, the second 18:00 of the same.
#[test]
fn times_of_utc_are_asked_about_where_days_depend_on_them() {
    let choices = Choices { local_zone: Some(shanghai()), ..Choices::default() };
    let written = ["2024-03-09 23:30:00Z", "2024-03-10 10:00:00Z"];
    let unix = ["1710027000", "1710064800"];
    let bare = ["2024-03-09 23:30:00", "2024-03-10 10:00:00"];
    for (stamps, heading) in [(written, "date"), (unix, "date"), (bare, "Created (UTC)")] {
        let open = under(&stamps, heading, &choices);
        let [Question::TimeZone { example, options }] = open.questions.as_slice() else {
            panic!("{:?}", open.questions)
        };
        assert_eq!(example.line, 2);
        let option = |answer: &str, day: &str, minute, moved| {
            let example = day.parse().unwrap();
            ZoneOption { answer: answer.into(), example, minute, moved, orders: 2 }
        };
        let shanghai_option = option("Asia/Shanghai", "2024-03-10", 7 * 60 + 30, 1);
        assert_eq!(*options, [shanghai_option, option("UTC", "2024-03-09", 23 * 60 + 30, 0)]);
        let answered = under(&stamps, heading, &Choices { zone: Some(shanghai()), ..choices.clone() });
        assert_eq!(answered.questions, []);
        assert_eq!(moments(&answered), ["2024-03-10 27000", "2024-03-10 64800"]);
        let note = Note::Zone { name: "Asia/Shanghai".into(), converted: true, as_written: 0 };
        assert!(answered.ledger.notes.contains(&note), "{:?}", answered.ledger.notes);
    }
}

#[test]
fn where_no_day_depends_on_it_nothing_is_asked() {
    let choices = Choices { local_zone: Some(shanghai()), ..Choices::default() };
    let midday = under(&["2024-03-10T10:00:00Z"], "date", &choices);
    assert_eq!((midday.questions.len(), moments(&midday)), (0, vec!["2024-03-10 36000".into()]));
    assert!(midday.ledger.notes.contains(&kept("UTC")));
    // Nobody says where the visitor is, and nothing says where the shop is.
    assert_eq!(orders(&["2024-03-09T23:30:00Z"]).questions, []);
}

/// Under a heading that says UTC too: five hours before midnight would be the day before.
#[test]
fn days_without_a_time_are_the_same_everywhere() {
    let new_york = zone("America/New_York", &[(0, -300)]);
    for choices in [
        Choices { local_zone: Some(new_york.clone()), ..Choices::default() },
        Choices { zone: Some(new_york), ..Choices::default() },
    ] {
        let intake = under(&["2024-03-09", "2024-03-10"], "Created (UTC)", &choices);
        assert_eq!(
            (intake.questions.len(), moments(&intake)),
            (0, vec!["2024-03-09 0".into(), "2024-03-10 0".into()])
        );
    }
}

#[test]
fn a_shop_in_yuan_is_most_likely_in_china() {
    let file = "订单编号,用户ID,下单时间,实付金额（元）\n1,a,2024-03-09T23:30:00Z,10\n";
    let open = read(file.as_bytes(), &Choices::default());
    let [Question::TimeZone { options, .. }] = open.questions.as_slice() else {
        panic!("{:?}", open.questions)
    };
    assert_eq!(
        options.iter().map(|option| option.answer.as_str()).collect::<Vec<_>>(),
        ["Asia/Shanghai", "UTC"]
    );
    assert_eq!(moments(&open), ["2024-03-10 27000"]);
}

/// Customers' own times, of several places, are no shop's: 23:30 in Los Angeles is 07:30 in UTC the next day, and
/// 08:30 in Berlin.
#[test]
fn the_offsets_of_several_places_are_asked_about() {
    let berlin = zone("Europe/Berlin", &[(0, 60)]);
    let stamps = ["2024-01-09T23:30:00-08:00", "2024-01-10T12:00:00+08:00"];
    let open = under(&stamps, "date", &Choices { local_zone: Some(berlin.clone()), ..Choices::default() });
    // In Berlin and in UTC the days are the same: nothing to ask, all is UTC.
    assert_eq!(
        (open.questions.len(), moments(&open)),
        (0, vec!["2024-01-10 14400".into(), "2024-01-10 27000".into()])
    );
    let answered = under(&stamps, "date", &Choices { zone: Some(berlin), ..Choices::default() });
    assert_eq!(moments(&answered), ["2024-01-10 18000", "2024-01-10 30600"]);
}

/// New York, 2024: summer from 10 March 07:00 UTC, winter from 3 November 06:00 UTC. To the second.
#[test]
fn transitions_are_exact() {
    let new_york = zone("America/New_York", &[(0, -300), (1_710_054_000, -240), (1_730_613_600, -300)]);
    let choices = Choices { zone: Some(new_york), ..Choices::default() };
    let stamps = [
        "2024-03-10T06:59:59Z",
        "2024-03-10T07:00:00Z",
        "2024-11-03T05:59:59Z",
        "2024-11-03T06:00:00Z",
        "1970-01-01T00:00:00Z",
    ];
    let intake = under(&stamps, "date", &choices);
    assert_eq!(
        moments(&intake),
        ["1969-12-31 68400", "2024-03-10 7199", "2024-03-10 10800", "2024-11-03 3600", "2024-11-03 7199"]
    );
}

#[test]
fn rows_without_a_zone_among_others_are_told() {
    let intake = orders(&["2024-01-09 10:00:00", "2024-01-09T10:00:00+08:00", "", "2024-01-10 10:00:00"]);
    let note = Note::Zone { name: "UTC+08:00".into(), converted: false, as_written: 2 };
    assert!(intake.ledger.notes.contains(&note), "{:?}", intake.ledger.notes);
}

#[test]
fn the_question_says_what_each_answer_means() {
    let choices = Choices { local_zone: Some(shanghai()), ..Choices::default() };
    let open = under(&["2024-03-09 23:30:00Z", "2024-03-10 10:00:00Z"], "date", &choices);
    for (lang, label, effect) in [
        (Lang::En, "Asia/Shanghai: line 2 is 10 Mar 2024, 07:30", "1 of 2 orders on another day than in UTC"),
        (Lang::Zh, "Asia/Shanghai：第 2 行是 2024年3月10日 07:30", "2 笔订单里有 1 笔的日期与 UTC 不同"),
    ] {
        let asked = question::asked(&open.questions[0], lang);
        assert_eq!(asked.choice, "zone");
        let first = &asked.answers[0];
        assert_eq!(
            (first.value.as_str(), first.label.as_str(), first.effect.as_str()),
            ("Asia/Shanghai", label, effect)
        );
    }
}

/// Days that a program wrote as midnight of UTC: they are days, in every zone.
#[test]
fn days_written_as_midnight_stay_days() {
    let stamps = ["2024-03-09T00:00:00Z", "2024-03-10T00:00:00Z"];
    let newyork = zone("America/New_York", &[(0, -300)]);
    let asked = under(&stamps, "date", &Choices { local_zone: Some(newyork.clone()), ..Choices::default() });
    assert!(asked.questions.is_empty(), "{:?}", asked.questions);
    let told = under(&stamps, "date", &Choices { zone: Some(newyork), ..Choices::default() });
    assert_eq!(moments(&told), ["2024-03-09 0", "2024-03-10 0"]);
}
