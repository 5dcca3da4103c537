//! When orders are placed, counted by hand.

use huitou::analysis::Settings;
use huitou::analysis::when::When;
use huitou::intake::{self, Choices};
use huitou::report::{Report, Section};

/// 2024-01-01 is a Monday.
const FILE: &str = "order id,customer,date,amount\n\
                    1,ann,2024-01-01 09:30:00,5\n2,ann,2024-01-08 09:59:59,5\n3,bob,2024-01-02 23:00:00,5\n\
                    4,,2024-01-07 10:00:00,5\n5,cyd,2024-01-07 00:00:00,5\n6,cyd,2024-01-06 00:00:01,5\n";

fn when(file: &str, settings: &Settings) -> When {
    let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap();
    Report::of(&intake.orders, settings, &[Section::When]).results.when.unwrap()
}

#[test]
fn weekdays_and_hours() {
    let found = when(FILE, &Settings::default());
    assert_eq!((found.weekdays.as_slice(), found.timed), ([2, 1, 0, 0, 0, 1, 2].as_slice(), 5));
    let orders = |day: usize, hour: usize| found.hours[day][hour];
    assert_eq!((orders(0, 9), orders(1, 23), orders(6, 10), orders(5, 0), orders(6, 0)), (2, 1, 1, 1, 0));
    assert_eq!(found.hours.iter().flatten().sum::<u64>(), 5);
    // Anonymous orders are in no segment: 2 of Ann, 1 of Bob, 1 of Cyd with a time.
    assert_eq!(found.octants.iter().flat_map(|row| &row.hours).sum::<u64>(), 4);
    assert_eq!(found.octants.iter().map(|row| row.customers).sum::<u64>(), 3);
}

#[test]
fn a_window_and_no_times() {
    let from = Settings { from: Some("2024-01-07".parse().unwrap()), ..Settings::default() };
    let found = when(FILE, &from);
    assert_eq!((found.weekdays.as_slice(), found.timed), ([1, 0, 0, 0, 0, 0, 2].as_slice(), 2));
    let dates = "order id,customer,date,amount\n1,ann,2024-01-01,5\n2,ann,2024-01-08,5\n";
    let found = when(dates, &Settings::default());
    assert_eq!((found.weekdays.as_slice(), found.timed), ([2, 0, 0, 0, 0, 0, 0].as_slice(), 0));
    assert!(found.hours.is_empty() && found.octants.is_empty());
}
