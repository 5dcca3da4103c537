//! Several files: what belongs together is found whatever the order of the files is, and nothing counts twice.

use huitou::error::Trouble;
use huitou::intake::ledger::{Join, Note, Reason};
use huitou::intake::{self, Choices, Intake};
use huitou::order::{Line, Orders};

use super::{Numbers, fixture, in_slices, numbers, sample};

/// Name and content.
type File<'a> = (&'a str, &'a [u8]);

fn read(files: &[File<'_>]) -> Intake {
    let intake = intake::read(files, &Choices::default()).unwrap();
    assert!(intake.ledger.balances(), "{:?}", intake.ledger);
    intake
}

fn permutations<T: Copy>(all: &[T]) -> Vec<Vec<T>> {
    if all.len() < 2 {
        return vec![all.to_vec()];
    }
    let with_first = |at: usize| {
        let rest: Vec<T> = all.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, item)| *item).collect();
        permutations(&rest).into_iter().map(move |mut rest| {
            rest.insert(0, all[at]);
            rest
        })
    };
    (0..all.len()).flat_map(with_first).collect()
}

/// Reads the files in every order, and by slices: always the same orders and the same numbers.
fn read_in_any_order(files: &[File<'_>]) -> Intake {
    let first = read(files);
    for permuted in permutations(files) {
        let other = read(&permuted);
        let names: Vec<&str> = permuted.iter().map(|(name, _)| *name).collect();
        assert_eq!(other.orders, first.orders, "{names:?}");
        assert_eq!(numbers(&other), numbers(&first), "{names:?}");
        assert_eq!((keys(&other), &other.questions), (keys(&first), &first.questions));
    }
    for size in [1, 7, 100] {
        let sliced = in_slices(files, size).unwrap();
        assert_eq!((&sliced.orders, &sliced.ledger), (&first.orders, &first.ledger), "by {size}");
    }
    first
}

/// An order's id, which lives as long as the words that it is compared with.
fn id(orders: &Orders, order: usize) -> &'static str {
    orders.id(order).leak()
}

/// Amounts in minor units by order id.
fn amounts(intake: &Intake) -> Vec<(&str, i64)> {
    let orders = &intake.orders;
    let mut amounts: Vec<(&str, i64)> =
        (0..orders.len()).map(|order| (id(orders, order), orders.amount(order).0)).collect();
    amounts.sort_unstable();
    amounts
}

/// Order id, product, pieces and amount of each line.
fn lines(intake: &Intake) -> Vec<(&str, &str, i64, i64)> {
    let orders = &intake.orders;
    let line = |line: Line| {
        (id(orders, line.order), orders.products().get(line.product), line.quantity, line.amount.0)
    };
    let mut all: Vec<_> = orders.lines().map(line).collect();
    all.sort_unstable();
    all
}

fn keys(intake: &Intake) -> Vec<(&str, u64)> {
    let used = intake.ledger.keys.iter().filter(|key| key.orders > 0);
    let mut keys: Vec<(&str, u64)> = used.map(|key| (key.name.as_str(), key.orders)).collect();
    keys.sort_unstable();
    keys
}

/// Files, columns, rows and matched rows of a link.
fn picture(join: &Join) -> (&[u32], &[u32], [&str; 2], u64, u64) {
    (&join.from, &join.to, join.columns.each_ref().map(String::as_str), join.rows, join.matched)
}

#[test]
fn orders_payments_and_customers() {
    let names = ["olist_join_orders.csv", "olist_join_customers.csv", "olist_join_order_payments.csv"];
    let Some(bytes) =
        names.map(|name| sample(&format!("formats/{name}"))).into_iter().collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let files: Vec<File<'_>> =
        names.iter().zip(&bytes).map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let intake = read_in_any_order(&files);
    // By hand: orders 3 (canceled) and 4 (unavailable) with a payment and a customer each are set aside.
    let expected = Numbers {
        rows: 6 + 6 + 7,
        orders: 4,
        customers: 3,
        revenue: 5_010 + 5_110 + 2_000 + 5_210 + 5_510,
        set_aside: vec![(Reason::Cancelled, 6)],
    };
    assert_eq!(numbers(&intake), expected);
    let second = amounts(&intake).into_iter().find(|(id, _)| id.ends_with('1'));
    assert_eq!(second.map(|(_, amount)| amount), Some(7_110));
    assert_eq!(keys(&intake), [("customer_unique_id", 4)]);
    let pictures: Vec<_> = intake.ledger.joins.iter().map(picture).collect();
    let customers: (&[u32], &[u32], _, u64, u64) = (&[1], &[0], ["customer_id"; 2], 6, 6);
    let payments: (&[u32], &[u32], _, u64, u64) = (&[2], &[0], ["order_id"; 2], 7, 7);
    assert!(
        pictures.len() == 2 && pictures.contains(&customers) && pictures.contains(&payments),
        "{pictures:?}"
    );
    // Without the payments there is no amount, and that is the fault of the orders, not of the customers.
    for files in permutations(&files[..2]) {
        let error = intake::read(&files, &Choices::default()).unwrap_err();
        let orders = files.iter().position(|(name, _)| name.contains("orders")).unwrap() as u32;
        assert_eq!((error.trouble, error.file), (Trouble::NoAmountColumn, Some(orders)));
    }
}

/// Two months of lists and two of details, one line of which belongs to no list.
#[test]
fn lists_and_details() {
    let names = ["taobao_list_1", "taobao_list_2", "taobao_detail_1", "taobao_detail_2"];
    let bytes = names.map(|name| fixture(&format!("joins/{name}.csv")));
    let files: Vec<File<'_>> =
        names.iter().zip(&bytes).map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let intake = read_in_any_order(&files);
    // By hand: order ...3 was never paid, nor was its line; 150.00 + 80.00 + 90.00 + 35.00.
    let expected = Numbers {
        rows: 5 + 8,
        orders: 4,
        customers: 3,
        revenue: 35_500,
        set_aside: vec![(Reason::Cancelled, 2), (Reason::NoPartner, 1)],
    };
    assert_eq!(numbers(&intake), expected);
    // The list's own titles are those of its details in one cell.
    let id = |last: &str| format!("6000000000000000{last}");
    let [one, two, four, five] = ["1", "2", "4", "5"].map(id);
    let expected = [
        (one.as_str(), "杯子", 2, 7_000),
        (one.as_str(), "盘子", 1, 8_000),
        (two.as_str(), "盘子", 1, 8_000),
        (four.as_str(), "勺子", 1, 3_500),
        (four.as_str(), "杯子", 1, 5_500),
        (five.as_str(), "勺子", 1, 3_500),
    ];
    assert_eq!(lines(&intake), expected);
    let pictures: Vec<_> = intake.ledger.joins.iter().map(picture).collect();
    assert_eq!(pictures, [(&[2, 3][..], &[0, 1][..], ["订单编号"; 2], 8, 7)]);
    assert_eq!(intake.ledger.joins[0].gives, ["product"]);
}

/// Both files have dates and amounts: what the items cost is not added to what the orders cost.
#[test]
fn orders_and_items() {
    let [orders, items] = ["orders", "items"].map(|name| fixture(&format!("joins/etsy_{name}.csv")));
    let intake = read_in_any_order(&[("orders", &orders), ("items", &items)]);
    let expected =
        Numbers { rows: 7, orders: 3, customers: 2, revenue: 5_812 + 2_400 + 2_000, set_aside: Vec::new() };
    assert_eq!(numbers(&intake), expected);
    let expected = [
        ("3500000001", "Cup, blue", 2, 3_000),
        ("3500000001", "Plate", 1, 2_000),
        ("3500000002", "Plate", 1, 2_000),
        ("3500000003", "Cup, blue", 1, 1_500),
    ];
    assert_eq!(lines(&intake), expected);
    assert!(intake.ledger.notes.contains(&Note::LinesNotAdded { file: 1, rows: 4 }));
    // An item of an order that the other file does not have is an order: what was sold is not lost.
    let text = String::from_utf8(items).unwrap();
    let row = text.lines().nth(3).unwrap().replace("3500000002", "3500000009").replace("03/20", "04/20");
    let more = format!("{text}{row}\n");
    let intake = read_in_any_order(&[("orders", &orders), ("items", more.as_bytes())]);
    assert_eq!((intake.orders.len(), numbers(&intake).revenue), (4, 10_212 + 2_000));
}

const ORDERS: &str = "order_id,customer_id,order_date,amount\nA100,c1,2024-01-01,10\nA101,c2,2024-01-05,20\n\
    A102,c3,2024-02-01,30\nA103,c4,2024-02-09,40\n";

/// A customer id that is new for every order is no customer; the table says who it is.
#[test]
fn customers_by_their_table() {
    let emails = "customer_id,email,country\nc1,ann@x.cn,FR\nc2,bob@x.cn,DE\nc3,ann@x.cn,FR\nc4,cid@x.cn,DE\nc5,dan@x.cn,\n";
    let intake = read_in_any_order(&[("orders", ORDERS.as_bytes()), ("customers", emails.as_bytes())]);
    let expected = Numbers {
        rows: 9,
        orders: 4,
        customers: 3,
        revenue: 10_000,
        set_aside: vec![(Reason::NoPartner, 1)],
    };
    assert_eq!(numbers(&intake), expected);
    assert_eq!(keys(&intake), [("email", 4)]);
    assert_eq!(intake.ledger.joins[0].gives, ["email", "region"]);
    assert_eq!(intake.orders.dimensions().len(), 1);
    // One that comes back is the customer's account, and stays.
    let repeated = ORDERS.replace("c4", "c1");
    let intake = read_in_any_order(&[("orders", repeated.as_bytes()), ("customers", emails.as_bytes())]);
    assert_eq!((keys(&intake), intake.orders.customer_count()), (vec![("customer_id", 4)], 3));
    // Unless the merchant says that it is not: c1 and c3 are Ann's, and c2 is Bob's.
    for (answer, customers) in [("email", 2), ("customer_id", 3), ("", 0)] {
        let choices = Choices { customer_column: Some(answer.to_string()), ..Choices::default() };
        let files: [File<'_>; 2] = [("customers", emails.as_bytes()), ("orders", repeated.as_bytes())];
        let intake = intake::read(&files, &choices).unwrap();
        assert_eq!(intake.orders.customer_count(), customers, "{answer}");
    }
}

/// Cut off or with a wrong byte: files that go together stay accounted for, or are refused.
#[test]
fn mutilated_files_balance() {
    let sets = [
        ["taobao_list_1", "taobao_detail_1", "taobao_detail_2"],
        ["etsy_orders", "etsy_items", "taobao_list_1"],
    ];
    let mut read_at_all = 0;
    for names in sets {
        let bytes = names.map(|name| fixture(&format!("joins/{name}.csv")));
        for victim in 0..names.len() {
            for at in (1..bytes[victim].len()).step_by(37) {
                let mut mutilated = bytes.clone();
                match at % 3 {
                    0 => mutilated[victim].truncate(at),
                    1 => mutilated[victim][at] = b',',
                    _ => mutilated[victim][at] = b'1',
                }
                let files: Vec<File<'_>> =
                    names.iter().zip(&mutilated).map(|(name, bytes)| (*name, bytes.as_slice())).collect();
                if let Ok(intake) = intake::read(&files, &Choices::default()) {
                    assert!(intake.ledger.balances(), "{names:?} {victim} {at}");
                    let listed: u64 = intake.ledger.set_aside.iter().map(|aside| aside.rows).sum();
                    assert_eq!(listed, intake.set_aside.len() as u64);
                    read_at_all += 1;
                }
            }
        }
    }
    assert!(read_at_all > 100, "{read_at_all}");
}

/// What was given back stands in a file of its own, without amounts: it is taken off.
#[test]
fn refunds_in_a_file_of_their_own() {
    let refunds = "order_id,refund_amount\nA100,4\nA102,30\nA100,1\n";
    let intake = read_in_any_order(&[("orders", ORDERS.as_bytes()), ("refunds", refunds.as_bytes())]);
    assert_eq!(amounts(&intake), [("A100", 500), ("A101", 2_000), ("A103", 4_000)]);
    assert_eq!(numbers(&intake).set_aside, [(Reason::Refunded, 2)]);
}

/// Orders without amounts, their items, and the products that the items name: a chain.
#[test]
fn a_chain_of_files() {
    let orders =
        "order_id,customer_id,order_date\nA100,ann,2024-01-01\nA101,bob,2024-01-05\nA102,ann,2024-02-01\n";
    let items = "order_id,product_id,price,quantity\nA100,p1,5.00,2\nA100,p2,7.50,1\nA101,p1,5.00,1\nA102,p2,7.50,3\n";
    let products = "product_id,product_name,category\np1,cup,kitchen\np2,plate,kitchen\np3,fork,\n";
    let files: [File<'_>; 3] =
        [("orders", orders.as_bytes()), ("items", items.as_bytes()), ("products", products.as_bytes())];
    let intake = read_in_any_order(&files);
    // By hand: 2 x 5.00 + 7.50, 5.00, 3 x 7.50. Nobody bought the fork.
    assert_eq!(amounts(&intake), [("A100", 1_750), ("A101", 500), ("A102", 2_250)]);
    assert_eq!(numbers(&intake).set_aside, [(Reason::NoPartner, 1)]);
    assert_eq!(lines(&intake)[0], ("A100", "cup", 2, 1_000));
    assert_eq!(intake.orders.categories().iter().collect::<Vec<_>>(), ["kitchen"]);
    assert_eq!(intake.orders.customer_count(), 2);
}

/// Items with a date of their own, payments, and the sellers of the items: the payments are what was paid, once, and
/// a seller's telephone is no customer's.
#[test]
fn items_with_dates_payments_and_sellers() {
    let orders = "order_id,customer_id,order_date,store_id\nA100,ann,2024-01-01,s1\nA101,bob,2024-01-05,s1\n\
        A102,ann,2024-02-01,s2\n";
    let items = "order_id,product_id,date,price,quantity,seller_id\nA100,p1,2024-01-03,5.00,2,t1\n\
        A100,p2,2024-01-03,7.50,1,t2\nA101,p1,2024-01-09,5.00,1,t1\nA102,p2,2024-02-03,7.50,3,t2\n";
    let payments = "order_id,payment_value\nA100,10.00\nA100,9.50\nA101,7.00\nA102,24.50\n";
    let sellers = "seller_id,phone,state\nt1,555-0100,SP\nt2,555-0101,RJ\n";
    let stores = "store_id,phone,state\ns1,555-0300,SP\ns2,555-0301,RJ\n";
    let texts = [
        ("orders", orders),
        ("items", items),
        ("payments", payments),
        ("sellers", sellers),
        ("stores", stores),
    ];
    let files = texts.map(|(name, text)| (name, text.as_bytes()));
    let intake = read_in_any_order(&files);
    // By hand: 10.00 + 9.50, 7.00, 24.50.
    assert_eq!(amounts(&intake), [("A100", 1_950), ("A101", 700), ("A102", 2_450)]);
    assert_eq!(keys(&intake), [("customer_id", 3)]);
    assert_eq!((intake.orders.lines().count(), intake.orders.dimensions().len()), (4, 0));
    // Without the payments the items say what was paid.
    let intake = read_in_any_order(&files[..2]);
    assert_eq!(amounts(&intake), [("A100", 1_750), ("A101", 500), ("A102", 2_250)]);
    assert_eq!(intake.orders.customer_count(), 2);
    // Without customers in the orders a seller is still none.
    let nobody = orders.replace("customer_id", "basket").replace("ann", "7").replace("bob", "8");
    let files = [("orders", nobody.as_bytes()), files[2], files[4]];
    assert_eq!(keys(&read_in_any_order(&files)), []);
}

/// A refused payment pays nothing; an order's amount that stands on each of its rows is not added up.
#[test]
fn payments_that_do_not_add_up() {
    let orders = "order_id,customer_id,order_date\nA100,ann,2024-01-01\nA101,bob,2024-01-05\n";
    let payments = "order_id,amount,status\nA100,10,paid\nA100,10,failed\nA101,5,paid\nA101,7,paid\n";
    let intake = read_in_any_order(&[("orders", orders.as_bytes()), ("payments", payments.as_bytes())]);
    assert_eq!(amounts(&intake), [("A100", 1_000), ("A101", 1_200)]);
    assert_eq!(numbers(&intake).set_aside, [(Reason::Unpaid, 1)]);
    let items = "order_id,item,order_total\nA100,cup,10\nA100,plate,10\nA101,cup,5\nA101,fork,5\n";
    let intake = read_in_any_order(&[("orders", orders.as_bytes()), ("items", items.as_bytes())]);
    assert_eq!(amounts(&intake), [("A100", 1_000), ("A101", 500)]);
    assert!(intake.ledger.notes.contains(&Note::RepeatedTotals { orders: 2 }));
}

/// Parts of one export overlap: a payment that both parts have was made once, two in one part are two.
#[test]
fn parts_of_details_that_overlap() {
    let orders =
        "order_id,customer_id,order_date\nA100,ann,2024-01-01\nA101,bob,2024-01-05\nA102,bob,2024-02-05\n";
    let first = "order_id,payment_value\nA100,10\nA100,10\nA101,5\n";
    let second = "order_id,payment_value\nA101,5\nA102,7\n";
    let files: [File<'_>; 3] =
        [("orders", orders.as_bytes()), ("first", first.as_bytes()), ("second", second.as_bytes())];
    let intake = read_in_any_order(&files);
    assert_eq!(amounts(&intake), [("A100", 2_000), ("A101", 500), ("A102", 700)]);
    assert_eq!(numbers(&intake).set_aside, [(Reason::DuplicateOrder, 1)]);
}

/// A file that has nothing to do with the orders is told, and the orders are read all the same.
#[test]
fn a_stray_file_among_good_ones() {
    let products = "id,name,price\n1,cup,5.00\n2,plate,7.50\n3,fork,1.00\n";
    let other_orders = "order_id,customer_id,order_date,amount\nA104,c1,2024-03-01,50\n";
    let files: [File<'_>; 3] =
        [("a", ORDERS.as_bytes()), ("products", products.as_bytes()), ("b", other_orders.as_bytes())];
    let intake = read_in_any_order(&files);
    let expected = Numbers {
        rows: 8,
        orders: 5,
        customers: 4,
        revenue: 15_000,
        set_aside: vec![(Reason::NoPartner, 3)],
    };
    assert_eq!(numbers(&intake), expected);
    assert!(intake.ledger.notes.contains(&Note::UnrelatedFiles { first: 1, files: 1 }));
    assert!(intake.ledger.joins.is_empty());
    // One of a pile of files with other headers, more than are compared.
    let many: Vec<String> =
        (0..70).map(|n| format!("order_id,order_date,amount,c{n}\nB{n},2024-01-01,1,\n")).collect();
    let mut files: Vec<File<'_>> = many.iter().map(|text| ("orders", text.as_bytes())).collect();
    files.push(("products", products.as_bytes()));
    assert_eq!(
        (read(&files).orders.len(), numbers(&read(&files)).set_aside),
        (70, vec![(Reason::NoPartner, 3)])
    );
    // By itself it is refused as ever, and so is a pile of such files.
    for count in [1, 2] {
        let files = vec![("products", products.as_bytes()); count];
        let error = intake::read(&files, &Choices::default()).unwrap_err();
        assert_eq!((error.trouble, error.file), (Trouble::NoDateColumn, Some(0)));
    }
}

/// Two shops that count their orders alike stay two shops.
#[test]
fn the_same_numbers_on_other_days_are_other_orders() {
    let shop = "order number,order date,item,quantity,price\nA100,2024-05-01,cup,1,9\nA101,2024-05-02,cup,1,9\n\
        A102,2024-05-03,cup,1,9\nA102,2024-05-03,fork,1,9\n";
    let intake = read_in_any_order(&[("orders", ORDERS.as_bytes()), ("other", shop.as_bytes())]);
    assert_eq!((intake.orders.len(), numbers(&intake).revenue), (7, 10_000 + 3_600));
    assert!(intake.ledger.notes.contains(&Note::SameIdsOtherDays { files: [0, 1], orders: 3 }));
}

/// Two exports of the same orders, one row each, whose amounts differ by the postage.
#[test]
fn two_exports_of_the_same_orders_count_once() {
    let other = "order number,order date,total\nA100,2024-01-01 09:00:00,12\nA101,2024-01-05 08:00:00,22\n\
        A102,2024-02-01 07:00:00,32\nA103,2024-02-09 06:00:00,42\n";
    let intake = read_in_any_order(&[("orders", ORDERS.as_bytes()), ("other", other.as_bytes())]);
    assert_eq!(intake.orders.len(), 4);
    assert_eq!(numbers(&intake).set_aside, [(Reason::DuplicateOrder, 4)]);
    let disagree = |note: &Note| matches!(note, Note::FilesDisagree { orders: 4, .. });
    assert!(intake.ledger.notes.iter().any(disagree));
}

fn without_ids(days: std::ops::Range<u32>) -> String {
    let row = |day: u32| format!("c{},2024-01-{:02},{}\n", day % 7, day, 10 + day);
    std::iter::once("customer_id,date,amount\n".to_string()).chain(days.map(row)).collect()
}

/// Without order ids equal rows are the same orders where files surely overlap; a few may be chance, and are told.
#[test]
fn overlapping_files_without_order_ids() {
    let (first, second) = (without_ids(1..21), without_ids(11..31));
    let intake = read_in_any_order(&[("first", first.as_bytes()), ("second", second.as_bytes())]);
    assert_eq!(intake.orders.len(), 30);
    assert_eq!(numbers(&intake).set_aside, [(Reason::DuplicateOrder, 10)]);
    let few = without_ids(18..31);
    let intake = read_in_any_order(&[("first", first.as_bytes()), ("few", few.as_bytes())]);
    assert_eq!(intake.orders.len(), 33);
    let told = |note: &Note| matches!(note, Note::EqualRows { rows: 3, .. });
    assert!(intake.ledger.notes.iter().any(told));
    // A shop with one price: equal rows are other people's.
    let price = format!("date,amount\n{}", "2024-01-01,9\n".repeat(40));
    let more = format!("date,amount\n{}", "2024-01-01,9\n".repeat(30));
    let intake = read_in_any_order(&[("first", price.as_bytes()), ("second", more.as_bytes())]);
    assert_eq!(intake.orders.len(), 70);
}

/// Copies of an order that differ beyond their first line: the order of the files does not decide.
#[test]
fn copies_of_several_lines() {
    let part = |second: &str| {
        format!("order id,date,customer id,product,amount\n1,2024-01-01,a,x,1\n1,2024-01-01,a,{second},2\n")
    };
    let (a, b) = (part("y"), part("z"));
    let intake = read_in_any_order(&[("a", a.as_bytes()), ("b", b.as_bytes())]);
    assert_eq!((intake.orders.len(), lines(&intake).len()), (1, 2));
}

/// Refunds under a plain `amount`: the name of a column, of the file, or amounts below zero say what they are.
#[test]
fn files_of_refunds_are_told_by_name_or_sign() {
    let files = [
        ("back.csv", "refund_id,order_id,created_at,amount\nr1,A100,2024-03-20,5\nr2,A102,2024-03-21,30\n"),
        ("back.csv", "order_id,refund_date,amount\nA100,2024-03-20,5\nA102,2024-03-21,30\n"),
        ("refunds.csv", "order_id,date,amount\nA100,2024-03-20,5\nA102,2024-03-21,30\n"),
        ("back.csv", "order_id,date,amount\nA100,2024-03-20,-5\nA102,2024-03-21,-30\n"),
    ];
    for (name, refunds) in files {
        let intake = read_in_any_order(&[("orders", ORDERS.as_bytes()), (name, refunds.as_bytes())]);
        assert_eq!(amounts(&intake), [("A100", 500), ("A101", 2_000), ("A103", 4_000)], "{refunds}");
        // The order that came back whole, and its refund.
        assert_eq!(numbers(&intake).set_aside, [(Reason::Refunded, 2)], "{refunds}");
    }
}

/// A refund's own status is not its order's: what was closed came never back, and part of an order is not all.
#[test]
fn refunds_that_were_closed_are_not_taken_off() {
    let refunds = "退款编号,订单编号,退款金额,退款状态\nr1,A100,5,退款成功\nr2,A101,20,退款关闭\n";
    let intake = read_in_any_order(&[("orders", ORDERS.as_bytes()), ("退款.csv", refunds.as_bytes())]);
    assert_eq!(amounts(&intake), [("A100", 500), ("A101", 2_000), ("A102", 3_000), ("A103", 4_000)]);
    assert_eq!(numbers(&intake).set_aside, [(Reason::Cancelled, 1)]);
}

/// May has the orders, June the refund of one: as it would be in one file.
#[test]
fn a_refund_in_the_next_part_of_the_same_export() {
    let may = "order_id,email,date,amount\nA1,ann@x.org,2024-05-01,100\nA2,bob@x.org,2024-05-02,50\n";
    let june = "order_id,email,date,amount\nA2,bob@x.org,2024-06-02,-50\nA1,ann@x.org,2024-06-03,-30\n\
                A3,ann@x.org,2024-06-04,70\n";
    let intake = read_in_any_order(&[("may", may.as_bytes()), ("june", june.as_bytes())]);
    assert_eq!(amounts(&intake), [("A1", 7_000), ("A3", 7_000)]);
    assert_eq!(numbers(&intake).set_aside, [(Reason::Refunded, 2)]);
}

/// Two shops with one header, or one shop that counts anew each year: other days and other customers.
#[test]
fn equal_ids_of_two_shops_with_one_header_are_other_orders() {
    let one = "order_id,email,date,amount\n1,ann@x.org,2024-05-01,100\n2,bob@x.org,2024-05-02,50\n";
    let two = "order_id,email,date,amount\n1,cat@x.org,2024-06-01,7\n2,dan@x.org,2024-06-02,8\n";
    let intake = read_in_any_order(&[("one", one.as_bytes()), ("two", two.as_bytes())]);
    let found = numbers(&intake);
    assert_eq!((found.orders, found.customers, found.revenue), (4, 4, 16_500));
    assert!(intake.ledger.notes.contains(&Note::SameIdsOtherDays { files: [0, 1], orders: 2 }));
    // The same order, whose customer changed the address: still one.
    let moved = "order_id,email,date,amount\n1,ann@y.org,2024-05-01,100\n";
    let intake = read_in_any_order(&[("one", one.as_bytes()), ("moved", moved.as_bytes())]);
    assert_eq!(numbers(&intake).orders, 2);
}

/// A list of prices and what advertising cost, beside orders with customers: no orders.
#[test]
fn files_without_orders_and_customers_beside_those_that_have_them() {
    let orders = "order_id,email,date,amount\n1,ann@x.org,2024-05-01,100\n2,bob@x.org,2024-05-02,50\n";
    let others = [
        "sku,price,date\np1,10.00,2024-01-01\np2,20.50,2024-01-01\n",
        "date,campaign,spend\n2024-05-01,x,10.50\n",
    ];
    for other in others {
        let intake = read_in_any_order(&[("orders", orders.as_bytes()), ("other", other.as_bytes())]);
        let found = numbers(&intake);
        let rows = other.lines().count() as u64 - 1;
        assert_eq!((found.revenue, found.set_aside), (15_000, vec![(Reason::NoPartner, rows)]), "{other}");
        let is_told = |note: &Note| matches!(note, Note::UnrelatedFiles { files: 1, .. });
        assert!(intake.ledger.notes.iter().any(is_told), "{:?}", intake.ledger.notes);
    }
}

/// The case of an e-mail address says nothing.
#[test]
fn addresses_match_in_any_case() {
    let orders = "order_id,Email,date,amount\n1,A@x.org,2024-05-01,10\n2,b@x.org,2024-05-02,20\n3,C@x.org,2024-05-03,5\n";
    let people = "Email,member_no\na@x.org,k1\nB@X.org,k2\nc@x.org,k3\n";
    let intake = read_in_any_order(&[("orders", orders.as_bytes()), ("people", people.as_bytes())]);
    assert_eq!(intake.ledger.joins[0].matched, 3, "{:?}", intake.ledger.joins);
    assert_eq!(numbers(&intake).customers, 3);
}

/// What was paid is the amount of an order, not the prices of its items; these may be there for some orders only.
#[test]
fn payments_before_prices() {
    let orders =
        "order_id,customer_id,order_date\nA100,ann,2024-01-01\nA101,bob,2024-01-05\nA102,ann,2024-02-01\n";
    let items = "order_id,order_item_id,product_id,price\nA100,1,p1,5.00\nA101,1,p2,7.50\n";
    let payments = "order_id,payment_value\nA100,10.00\nA101,9.50\nA102,7.00\n";
    let files: [File<'_>; 3] =
        [("orders", orders.as_bytes()), ("items", items.as_bytes()), ("payments", payments.as_bytes())];
    assert_eq!(amounts(&read_in_any_order(&files)), [("A100", 1_000), ("A101", 950), ("A102", 700)]);
}

/// Payments with days of their own, all of orders that have a customer in the other file: no orders.
#[test]
fn payments_on_other_days_are_no_orders() {
    let payments = "payment_id,order_id,date,amount\np1,A100,2024-03-20,10\np2,A101,2024-03-21,20\n";
    let intake = read_in_any_order(&[("orders", ORDERS.as_bytes()), ("payments", payments.as_bytes())]);
    assert_eq!(amounts(&intake), [("A100", 1_000), ("A101", 2_000), ("A102", 3_000), ("A103", 4_000)]);
    assert!(intake.ledger.notes.iter().any(|note| matches!(note, Note::LinesNotAdded { rows: 2, .. })));
}
