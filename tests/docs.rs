//! The pages in docs/: twins alike, what they name is there, and their examples come out as they say.

mod example;
mod examples;
mod examples_of_acting;
mod examples_of_customers;
mod examples_of_why;
mod glossary;
mod named;
mod twins;

use std::fs;

/// A file of the checkout.
fn read(file: &str) -> String {
    fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The names of the files of docs/ with an ending, sorted.
fn pages(ending: &str) -> Vec<String> {
    let folder = fs::read_dir(format!("{}/docs", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut names: Vec<String> =
        folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(ending));
    names.sort();
    names
}

/// What stands in fenced blocks of a language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}
