// Which lists there are, and the files that each is read from. The program makes of it names
// for the lists, and the build script what they hold.

lexicons! {
    /// Words that say how a number bounds the true one; sections are the marks
    /// of [`Bound`](crate::record::Bound).
    BOUNDS = "numbers/bounds.txt";
    /// Heads of office phrases, by what may follow them.
    OFFICES = "officials/offices.txt";
    /// Words that hold an office and are none.
    NO_OFFICES = "officials/no_offices.txt";
    /// Words after an office head that belong to the post.
    TITLES = "officials/titles.txt";
    /// Words before an office head: `former`, `acting`, `current`.
    STATUSES = "officials/statuses.txt";
    /// Words that an office after them is only a part of.
    BODIES_OF_POSTS = "officials/bodies_of_posts.txt";
    /// Words between a name and an office after it: `current`, `former`.
    BRIDGES = "officials/bridges.txt";
    /// Beginnings of remarks between a name and an office: `sinh năm 1970`.
    ASIDES = "officials/asides.txt";
    /// Words between an office and a name: the office is no longer held.
    DEPARTURES = "officials/departures.txt";
    /// Words that an office after them names a place or a prize with.
    LANDMARKS = "officials/landmarks.txt";
    /// First words of organizations: `whole`, or `named` by what follows.
    BODIES = "officials/bodies.txt";
    /// Kinds of area: `tỉnh`, `phường`.
    AREAS = "places/areas.txt";
    /// Fields of work in the names of organizations.
    DOMAINS = "officials/domains.txt", "officials/compounds.txt";
    /// Names of places at home and abroad.
    PLACES = "places/provinces.txt", "places/districts.txt", "places/countries.txt", "places/foreign_places.txt";
    /// Proper names of organizations.
    ORGANIZATIONS = "officials/organization_names.txt";
    /// Names of communes and wards, many of which are also names of persons.
    COMMUNES = "places/communes.txt";
    /// Verbs and other words that end an office phrase.
    STOPS = "officials/stops.txt";
    /// Forms of address, degrees and ranks.
    HONORIFICS = "names/honorifics.txt", "names/professions.txt";
    /// Trades, which are no offices.
    PROFESSIONS = "names/professions.txt";
    /// Surnames: `common`, `rare`, and those that are also a `word`.
    SURNAMES = "names/surnames.txt";
    /// Syllables of Vietnamese given names.
    GIVEN = "names/given_names.txt";
    /// Given names of persons abroad.
    FOREIGN_GIVEN = "names/foreign_given_names.txt";
    /// Surnames of persons abroad that stand alone.
    FOREIGN_SURNAMES = "names/foreign_surnames.txt";
    /// Lower-case words inside the names of persons abroad.
    PARTICLES = "names/particles.txt";
    /// Capitalised words that are no part of a name.
    NOT_NAMES = "names/not_names.txt", "names/openers.txt";
    /// Verbs that follow a name, beside those of [`STOPS`].
    NAME_VERBS = "names/name_verbs.txt";
    /// Bound words that stand behind a number.
    BOUNDS_AFTER = "numbers/bounds_after.txt";
    /// Number words; a section is a value or the part of a word in a number.
    NUMBERS = "numbers/numbers.txt";
    /// Words that look like the beginning of a number in words and are none.
    NOT_NUMBERS = "numbers/not_numbers.txt";
    /// Nouns that a ratio counts, of two syllables or more.
    UNITS = "numbers/units.txt";
    /// What stands before a pair of numbers and says what the pair is.
    RATIO_CONTEXTS = "numbers/ratio_contexts.txt";
    /// Words between the numbers of a ratio, and between them and their noun.
    RATIO_LINKS = "numbers/ratio_links.txt";
    /// Verbs and comparatives by the trend of the percentage after them.
    TRENDS = "numbers/trends.txt";
    /// Words for a part of something without its number: `phần lớn`.
    PARTS = "numbers/parts.txt";
    /// Units of measure and scale words, which stand between a number and its noun.
    MEASURES = "numbers/measures.txt";
    /// Words that may stand between a verb and its percentage.
    FILLERS = "clauses/fillers.txt";
    /// What a rate is per.
    PERIODS = "numbers/periods.txt";
    /// Words by what they do to a clause; of two sections the later file's counts.
    CLAUSES = "clauses/verbs.txt", "clauses/clauses.txt", "numbers/trends.txt", "clauses/heads.txt", "clauses/nouns.txt";
    /// Currencies; a section is the code of ISO 4217.
    CURRENCIES = "numbers/currencies.txt";
    /// Expressions of time.
    TIMES = "numbers/times.txt";
}
