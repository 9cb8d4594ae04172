/// The words from which the seed composes names, titles and reviews.
enum SeedWords {
    static let lists: [(name: String, words: [String])] = [
        ("first_name", firstNames), ("last_name", lastNames), ("country", countries), ("city", cities),
        ("genre", genres), ("adjective", adjectives), ("noun", nouns), ("place", places),
        ("opening", openings), ("aspect", aspects), ("verdict", verdicts), ("remark", remarks), ("closing", closings),
        ("setting", settings), ("event", events),
    ]

    private static let firstNames = [
        "Ada", "Beatriz", "Chidi", "Dorothea", "Emeka", "Freya", "Gustav", "Hana", "Ingrid", "Jorge", "Kamala", "Leif",
        "Maren", "Nadia", "Oskar", "Priya", "Quentin", "Rosalind", "Sofia", "Tomas", "Ursula", "Viktor", "Wangari",
        "Xenia", "Yusuf", "Zora", "Anselm", "Brigid", "Cosimo", "Dalia", "Elif", "Farid", "Greta", "Hugo", "Isolde",
        "Joaquin", "Katya", "Lucien", "Mirela", "Noor",
    ]
    private static let lastNames = [
        "Abara", "Bergstrom", "Castellan", "Dvorak", "Eriksen", "Fontaine", "Galloway", "Haddad", "Ibarra", "Jansen",
        "Kowalski", "Lindqvist", "Marchetti", "Nakamura", "Okafor", "Petrov", "Quinn", "Rosenthal", "Sandoval",
        "Takahashi", "Underhill", "Vasquez", "Whitlock", "Yamada", "Zielinski", "Achterberg", "Bonnet", "Carvalho",
        "Delacroix", "Ellison", "Ferrante", "Grimaldi", "Holm", "Ivanova", "Joshi", "Kessler", "Laurent",
    ]
    private static let countries = [
        "Norway", "Nigeria", "Argentina", "Japan", "Portugal", "Turkey", "India", "Canada", "Scotland", "Kenya",
        "Chile",
        "Poland", "Italy", "Egypt", "Ireland", "Mexico", "Sweden",
    ]
    private static let cities = [
        "Lisbon", "Bergen", "Krakow", "Nairobi", "Kyoto", "Valparaiso", "Leeds", "Izmir", "Pune", "Halifax", "Gent",
        "Trieste", "Uppsala", "Cork", "Oaxaca", "Bremen", "Lyon", "Graz", "Turku",
    ]
    private static let genres = [
        "Novel", "Mystery", "Science fiction", "History", "Poetry", "Travel", "Biography", "Essays", "Fantasy",
        "Children",
    ]
    private static let adjectives = [
        "Silent", "Crooked", "Last", "Borrowed", "Winter", "Paper", "Hollow", "Distant", "Gilded", "Drowned",
        "Invisible",
        "Restless", "Second", "Burning", "Quiet", "Unfinished", "Scarlet", "Patient", "Northern", "Forgotten", "Salt",
        "Glass", "Wandering", "Iron", "Midnight", "Ordinary", "Secret", "Tender", "Broken", "Velvet", "Long",
    ]
    private static let nouns = [
        "Harbour", "Orchard", "Cartographer", "Lighthouse", "Garden", "River", "Archive", "Clockmaker", "Island",
        "Daughter", "Library", "Winter", "Bridge", "Letter", "Mountain", "Apprentice", "Sparrow", "Train", "Theatre",
        "Kingdom", "Recipe", "Window", "Voyage", "Shadow", "Season", "Alphabet", "Inheritance", "Engine", "Tide",
        "Notebook", "Neighbour", "Observatory", "Market", "Violin", "Map", "Beekeeper", "Feast",
    ]
    private static let places = [
        "Lisbon", "the North Sea", "Calcutta", "the Atlas", "Patagonia", "Old Harbour", "the Seventh Street", "Kyoto",
        "the Marsh", "Valparaiso", "Winter Road", "the Low Country", "Zanzibar", "the Upper Valley", "Trieste",
        "the Far Shore", "Saint Malo", "the Glasshouse", "Tbilisi",
    ]
    private static let settings = [
        "In a town where nobody locks a door,", "On the last ferry of the year,", "Between two wars,",
        "In a kitchen above a print shop,", "At the edge of a drying sea,", "In the winter of a long strike,",
        "On a street that is on no map,", "Far from the capital,", "In the year of three summers,",
        "Aboard a slow train going east,", "In a school for clockmakers,",
    ]
    private static let events = [
        "two sisters inherit a debt that is not theirs.", "a retired surveyor starts to receive letters from herself.",
        "an apprentice finds a page that should not exist.", "a family learns what the lighthouse keeper knew.",
        "a translator changes one word, and a trial with it.", "three strangers agree on a lie.",
        "a beekeeper is asked to testify.", "the only doctor loses her sense of time.",
        "a boy counts the trains and notices that one is missing.", "an old friendship is put up for auction.",
        "somebody begins to give back stolen books.", "a bridge is built from both sides and does not meet.",
        "a cook writes down everything that was ever said at her table.",
    ]
    private static let openings = [
        "I read this in one sitting.", "A friend lent me her copy and I bought my own.",
        "It took me three attempts to get past the first chapter.", "I wanted to love this one.",
        "Bought it for the cover and stayed for the story.", "Our book club argued about it for two hours.",
        "I have given this to everyone I know.", "Not what I expected from the blurb.",
        "This was recommended by the shop, and rightly so.", "I picked it up at the airport.",
        "My third book by this author.", "I listened to it first and then had to own it.",
        "A slow start, then I could not stop.", "I finished it on the train and missed my stop.",
        "Somewhere in the middle I nearly gave up.", "The best thing I have read this year.",
        "I am still thinking about it a week later.", "A present from my daughter.",
        "It is shorter than it looks.", "I had to read it with a pencil in my hand.", "An odd little book.",
        "I came for the history.", "Read it twice, liked it better the second time.",
    ]
    private static let aspects = [
        "ending", "prose", "dialogue", "plot", "translation", "narrator", "main character", "pacing", "structure",
        "research", "humour", "first chapter", "villain", "setting", "love story", "last third", "typesetting",
        "map at the front", "middle part",
    ]
    private static let verdicts = [
        "superb", "a little too neat", "honest", "unforgettable", "clumsy in places", "full of warmth", "dry",
        "sharper than a knife", "overwritten", "quietly brilliant", "confusing", "worth the price alone", "predictable",
        "exactly right", "melancholy without being sad", "the weak spot", "beautifully done", "uneven", "very funny",
        "thin", "patient and precise", "hard to believe", "a delight", "better than in her earlier books", "rushed",
        "as good as everybody says", "not for me", "full of love for small things", "tiring",
    ]
    private static let remarks = [
        "There is a scene in a kitchen that I will not forget.", "I could have done without the letters.",
        "You can tell that the author knows the place.", "The second half belongs to the sister.",
        "I learned more about clocks than I needed to.", "Some pages I read aloud.",
        "The paper is good and the binding holds.", "It never explains more than it must.",
        "I kept forgetting who was who.", "Nothing happens, and it is wonderful.", "Everybody is a bit too clever.",
        "It made me miss a town in which I have never been.", "The dog survives.", "I guessed the secret early.",
        "There are sentences here like cold water.", "It asks a lot of its reader.", "The footnotes are half the fun.",
    ]
    private static let closings = [
        "Recommended.", "I will look for the next one.", "Four hours well spent.", "Borrow it, do not buy it.",
        "Buy two and give one away.", "I would read anything by this author.", "Not again.", "Keep it for the winter.",
        "Read it before the film comes out.", "My copy is already with the neighbours.", "A solid three stars.",
        "Perfect for a long journey.", "I am glad I stayed with it.", "It deserves more readers.",
        "Maybe I was in the wrong mood.", "I want the map as a poster.", "Skip the foreword.", "Thank you, bookshop.",
        "A keeper.",
    ]
}
