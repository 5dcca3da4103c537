//! Other columns of dates tell how the orders' dates are read.

use huitou::intake::Choices;
use huitou::intake::question::Question;

use super::read;

fn first_day(shipped: &str) -> Option<String> {
    let file = format!(
        "order id,customer,order date,shipped,amount\n1,a1,03/04/2024,{shipped},5.00\n2,b2,05/04/2024,07/04/2024,6.00\n"
    );
    let intake = read(file.as_bytes(), &Choices::default());
    match intake.questions.as_slice() {
        [] => Some(intake.orders.span().unwrap().0.to_string()),
        [Question::DateOrder { .. }] => None,
        other => panic!("{other:?}"),
    }
}

/// By hand: 25 is a day, so 03/04 was written as 3 April; nothing but 05/04 leaves it open.
#[test]
fn a_day_above_twelve_in_another_column_settles_the_order() {
    assert_eq!(first_day("25/04/2024").as_deref(), Some("2024-04-03"));
    assert_eq!(first_day("04/25/2024").as_deref(), Some("2024-03-04"));
    assert_eq!(first_day("05/04/2024"), None);
    assert_eq!(first_day("2024-04-25"), None);
}
