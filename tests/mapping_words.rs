//! What the mapping dialog says, and what its answers choose.

use huitou::intake::preview::{ColumnPreview, FilePreview, RoleGuess, Why};
use huitou::intake::{self, Choices, DateOrder};
use huitou::report::{Report, Section};
use huitou::view::Lang;
use huitou::view::mapping;

fn guess(role: &str, confidence: u8, why: Why) -> RoleGuess {
    RoleGuess { role: role.into(), confidence, why }
}

fn column(name: &str, roles: Vec<RoleGuess>, is_used: bool) -> ColumnPreview {
    ColumnPreview { name: name.into(), roles, is_used, filled_percent: 100, distinct: 2 }
}

fn previews() -> Vec<FilePreview> {
    let total = column("Total", vec![guess("amount", 95, Why::Name), guess("refund", 40, Why::Cells)], true);
    let due = column("due", vec![guess("date", 50, Why::Cells)], false);
    let columns = vec![total, due, column("note", vec![guess("product", 12, Why::Cells)], false)];
    let records = vec![vec!["1.00".into(), "2024-01-02".into(), "x".repeat(200)]];
    let preview = FilePreview {
        name: "a.csv".into(),
        encoding: "utf-8".into(),
        delimiter: ",".into(),
        header_line: Some(1),
        shop: None,
        columns,
        first_rows: None,
        records,
    };
    vec![preview]
}

#[test]
fn a_column_says_what_it_is_taken_for_why_and_what_else_it_may_be() {
    let form = mapping::form(&previews(), &Choices::default(), Lang::En);
    let [total, due, note] = form.files[0].columns.as_slice() else { panic!("three columns") };
    assert_eq!(
        (total.automatic.as_str(), total.why.as_str()),
        ("order amount (auto)", "by its name, 95% sure")
    );
    assert_eq!(total.used_as.as_deref(), Some("order amount: Total"));
    assert_eq!(total.offer.as_ref().map(|offer| offer.label.as_str()), Some("or: refund"));
    assert_eq!((due.automatic.as_str(), due.used_as.as_deref()), ("not used (auto)", None));
    assert_eq!(due.offer.as_ref().map(|offer| offer.value.as_str()), Some("date"));
    assert_eq!(note.offer, None);
    // By hand: 80 characters of a cell are shown, and one more that says that there are more.
    assert_eq!(form.files[0].records[0][2].chars().count(), 81);
}

#[test]
fn what_is_chosen_is_shown_as_chosen() {
    let choices = mapping::column_changed(&Choices::default(), "Total", "refund");
    let form = mapping::form(&previews(), &choices, Lang::En);
    let total = &form.files[0].columns[0];
    assert_eq!((total.value.as_str(), total.why.as_str()), ("refund", "you said so"));
    assert_eq!(mapping::column_changed(&choices, "Total", ""), Choices::default());
}

#[test]
fn a_column_that_is_changed_is_no_answer_any_more() {
    let answered = Choices { amount_column: Some("Total".into()), ..Choices::default() };
    let next = mapping::column_changed(&answered, "Total", "ignored");
    assert_eq!(next.amount_column, None);
    assert_eq!(next.columns.get("Total").map(String::as_str), Some("ignored"));
    let other = mapping::column_changed(&answered, "due", "date");
    assert_eq!(other.amount_column.as_deref(), Some("Total"));
}

#[test]
fn every_option_of_every_control_can_be_chosen_is_shown_and_taken_back() {
    let none = Choices::default();
    for control in mapping::form(&previews(), &none, Lang::Zh).controls {
        for option in &control.options {
            let choices = mapping::changed(&none, &control.name, &option.value);
            let choices = choices.unwrap_or_else(|| panic!("{}: {}", control.name, option.value));
            let form = mapping::form(&previews(), &choices, Lang::Zh);
            let shown =
                form.controls.iter().find(|shown| shown.name == control.name).map(|shown| &shown.value);
            assert_eq!(shown, Some(&option.value), "{}", control.name);
            assert_eq!(choices == none, option.value.is_empty(), "{}: {}", control.name, option.value);
            assert_eq!(mapping::changed(&choices, &control.name, ""), Some(none.clone()));
        }
    }
    let day_first = mapping::changed(&none, "date_order", "day_first").map(|choices| choices.date_order);
    assert_eq!(day_first, Some(Some(DateOrder::DayFirst)));
    assert_eq!(mapping::changed(&none, "date_order", "week_first"), None);
    assert_eq!(mapping::changed(&none, "colour", "red"), None);
}

#[test]
fn all_that_can_be_chosen_has_words_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let form = mapping::form(&previews(), &Choices::default(), lang);
        let controls = form.controls.iter().flat_map(|control| &control.options).chain(&form.roles);
        assert!(controls.clone().all(|option| !option.label.is_empty()));
        assert!(form.roles.iter().all(|option| !option.label.contains('_')));
        let is_chinese = |text: &str| text.contains(|c: char| ('\u{3000}'..='\u{9fff}').contains(&c));
        assert_eq!(controls.clone().any(|option| is_chinese(&option.label)), lang == Lang::Zh);
    }
}

#[test]
fn an_effect_names_what_has_changed() {
    let file = "order id,customer,date,amount,net\n1,a,2024-01-05,20,10\n2,b,2024-02-07,30,x\n";
    let report = |choices: &Choices| {
        let intake = intake::read(&[("orders.csv", file.as_bytes())], choices).unwrap();
        let mut report = Report::of(&intake.orders, &Default::default(), &[Section::Overview]);
        report.provenance = Some(intake.ledger);
        report
    };
    let before = report(&Choices::default());
    let now = report(&mapping::column_changed(&Choices::default(), "net", "amount"));
    // By hand: 20 + 30 against 10, with the second order's amount unreadable.
    let effect = mapping::effect(&now, Some(&before), Lang::En);
    let line = |label: &str| {
        let line = effect.lines.iter().find(|line| line.label == label);
        line.map(|line| (line.value.clone(), line.before.clone()))
    };
    assert_eq!(line("Rows read"), Some(("2".into(), None)));
    assert_eq!(line("Valid orders"), Some(("1".into(), Some("was 2".into()))));
    assert_eq!(line("Net revenue"), Some(("10.00".into(), Some("was 50.00".into()))));
    assert_eq!(line("Rows set aside: No amount that can be read"), Some(("1".into(), Some("was 0".into()))));
    let back = mapping::effect(&before, Some(&now), Lang::En);
    let gone = back.lines.iter().find(|line| line.label.starts_with("Rows set aside"));
    assert_eq!(gone.map(|line| (line.value.as_str(), line.before.as_deref())), Some(("0", Some("was 1"))));
    assert_eq!(mapping::effect(&now, Some(&now), Lang::En).sentence, "No number changes.");
    assert!(mapping::effect(&now, None, Lang::Zh).lines.iter().all(|line| line.before.is_none()));
}

#[test]
fn a_currency_that_no_cell_names_can_be_said() {
    let file = "order id,customer,date,amount\n1,ann,2024-01-05,20\n2,bob,2024-02-07,30\n";
    let read = |code: &str| {
        let choices = Choices { currency: Some(code.into()), ..Choices::default() };
        intake::read(&[("orders.csv", file.as_bytes())], &choices)
    };
    assert_eq!(read("EUR").map(|intake| intake.orders.currency().code.clone()), Ok("EUR".to_string()));
    // By hand: yen have no decimals, and Kuwait's dinars three.
    for (code, first) in [("JPY", 20), ("KWD", 20_000)] {
        let orders = read(code).unwrap().orders;
        assert_eq!((orders.currency().code.as_str(), orders.amount(0).0), (code, first));
    }
}

#[test]
fn the_column_that_tells_customers_apart_is_shown_as_used() {
    let file = "order id,customer,date,amount\n1,ann,2024-01-05,20\n2,bob,2024-02-07,30\n";
    let mut reader = intake::Reader::new(Choices::default(), Box::new(intake::NativeDecoder));
    reader.start_file("orders.csv");
    reader.push(file.as_bytes()).unwrap();
    reader.end_file().unwrap();
    let form = mapping::form(&reader.previews(), &Choices::default(), Lang::En);
    let customer = &form.files[0].columns[1];
    assert_eq!(customer.used_as.as_deref(), Some("customer account: customer"));
    assert_eq!(customer.why, "by its name, 95% sure");
}

#[test]
fn what_is_said_of_cells_names_the_rows_that_it_is_of_where_there_are_more() {
    let facts = |first_rows, lang| {
        let mut previews = previews();
        previews[0].first_rows = first_rows;
        mapping::form(&previews, &Choices::default(), lang).files[0].columns[0].facts.clone()
    };
    assert_eq!(facts(None, Lang::En), "100% filled, 2 values");
    assert_eq!(facts(Some(1_234), Lang::En), "First 1,234 rows: 100% filled, 2 values");
    assert_eq!(facts(Some(1_234), Lang::Zh), "前 1,234 行：100% 有值，2 种");
}
