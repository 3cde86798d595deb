"""Made-up names of people and places. Any likeness to somebody real is chance: names are put together by lot."""

GIRLS = (
    "Abigail", "Aisha", "Alys", "Amara", "Anya", "Beata", "Bethan", "Carys", "Chantelle", "Chloe", "Daisy", "Ebony",
    "Ella", "Esme", "Farah", "Freya", "Grace", "Halima", "Hana", "Imogen", "Iqra", "Jasmine", "Jodie", "Kasia", "Keira",
    "Kelly", "Lacey", "Layla", "Leanne", "Lottie", "Maisie", "Maryam", "Mei", "Mia", "Nadia", "Naomi", "Nicole",
    "Oluchi", "Orla", "Paige", "Poppy", "Priya", "Rhiannon", "Rosie", "Ruby", "Safiya", "Saoirse", "Shanice", "Sienna",
    "Skye", "Stacey", "Summer", "Tamika", "Tegan", "Tia", "Willow", "Yasmin", "Zara", "Zofia", "Zoe",
)
BOYS = (
    "Aaron", "Adeel", "Aidan", "Alfie", "Amir", "Archie", "Ayo", "Bailey", "Bilal", "Blake", "Brandon", "Callum",
    "Connor", "Corey", "Curtis", "Danyal", "Declan", "Dexter", "Dylan", "Elijah", "Ethan", "Femi", "Finley", "Gethin",
    "Hamza", "Harley", "Harvey", "Ibrahim", "Idris", "Jake", "Jamal", "Jayden", "Jerome", "Kai", "Kian", "Krzysztof",
    "Kyle", "Leon", "Levi", "Lewis", "Liam", "Mason", "Mateusz", "Nathan", "Niall", "Noah", "Omar", "Owen", "Pawel",
    "Rafi", "Reece", "Rhys", "Riley", "Ryan", "Shane", "Tariq", "Theo", "Tomasz", "Tyrone", "Yusuf", "Zac",
)
WOMEN = (
    "Agnieszka", "Amanda", "Amina", "Bernadette", "Carly", "Charlene", "Claire", "Danielle", "Dawn", "Donna", "Emma",
    "Folake", "Gemma", "Gwen", "Hayley", "Ifeoma", "Jade", "Joanne", "Karen", "Katie", "Kirsty", "Lisa", "Lorraine",
    "Magda", "Marcia", "Michelle", "Nasreen", "Natalie", "Parveen", "Rachel", "Rebecca", "Roxanne", "Samantha",
    "Shabnam", "Sharon", "Siobhan", "Sonia", "Stephanie", "Tanya", "Tracey", "Vicky", "Winsome", "Yvonne", "Zainab",
)
MEN = (
    "Abdul", "Adrian", "Andrew", "Barry", "Ben", "Carl", "Chidi", "Craig", "Darren", "Dean", "Delroy", "Emeka",
    "Gareth", "Gary", "Glen", "Hassan", "Ian", "Imran", "Jason", "Kamran", "Kevin", "Lee", "Luke", "Marek", "Mark",
    "Marlon", "Martin", "Mohsin", "Neil", "Nigel", "Patrick", "Paul", "Piotr", "Robert", "Rory", "Scott", "Shaun",
    "Simon", "Stephen", "Stuart", "Terry", "Trevor", "Wayne", "Winston",
)
SURNAMES = {
    "White British": (
        "Applegarth", "Arkle", "Birkinshaw", "Bramhope", "Calderwell", "Copplestone", "Dunnock", "Eddlestow",
        "Fairbrass", "Garthwaite", "Hebblewood", "Inkersole", "Jessop-Lane", "Kettlewick", "Larkspur", "Merriwell",
        "Netherby", "Oakenshaw", "Penhallick", "Quarmby", "Rowanfield", "Skelbrook", "Thistlewood", "Underhay",
        "Wainfleet", "Yarrowby", "Ashgrove", "Blackmere", "Crossthorn", "Dovecote", "Fenwyke", "Greenhalf", "Hollowell",
        "Ivybridge", "Lowmoor", "Marshbank", "Nightingall", "Pettifold", "Redcar-Hill", "Stonebeck", "Whinfell",
    ),
    "White Irish": ("Corrigane", "Dunleary", "Fallowney", "Kilbrannan", "Mulhearne"),
    "Any other White background": ("Borowiak", "Dabrowny", "Jankowiec", "Kalinowik", "Petrescan", "Wisniak"),
    "Mixed White and Black Caribbean": ("Bellweather", "Fontaine-Moss", "Harlowe-Reid", "Merton-Clarke"),
    "Pakistani": ("Akhtari", "Chaudhrani", "Hussaini", "Malikzai", "Qureshan", "Raziq"),
    "Indian": ("Bhattani", "Desaiwala", "Gillani", "Pateliya"),
    "Bangladeshi": ("Chowdhani", "Miahzada", "Uddinar"),
    "Black Caribbean": ("Campbell-Dean", "Greenidge", "Lindomar", "Wrightson-Bay"),
    "Black African": ("Adebanwo", "Chukwuma-Ode", "Mensahene", "Okonjola", "Tesfamar"),
    "Gypsy or Irish Traveller": ("Loveridge-Orr", "Pricewell"),
    "Chinese": ("Cheungley", "Linwei"),
}
ETHNICITY_SHARES = {
    "White British": 70, "White Irish": 2, "Any other White background": 7, "Mixed White and Black Caribbean": 5,
    "Pakistani": 5, "Indian": 2, "Bangladeshi": 2, "Black Caribbean": 3, "Black African": 3,
    "Gypsy or Irish Traveller": 1, "Chinese": 1,
}

# Each district: code, name, its coordination group with the coordinator, its share of families in hundredths.
DISTRICTS = (
    ("ALD", "Alderbrook", "Ada Winterbourne, Alderbrook Families Group", 16),
    ("BIR", "Birchmere", "Tunde Farrowdale, Birchmere Together", 14),
    ("COP", "Copperfield", "Mair Llewelling, Copperfield Local Coordination Group", 13),
    ("DUN", "Dunmoor", "Rashid Kestrelman, Dunmoor Early Action Group", 12),
    ("EAS", "Eastwater", "Philippa Stowmere, Eastwater Families First", 11),
    ("FER", "Fernleigh", "Joseph Banterwick, Fernleigh Coordination Group", 9),
    ("GOR", "Gorse Valley", "Anwen Tarrowby, Gorse Valley Partnership", 8),
    ("HAR", "Harrowdene", "Samir Oldacres, Harrowdene Support Group", 7),
    ("ING", "Inglewick", "Doreen Patchway, Inglewick Joint Group", 6),
    ("JUN", "Juniper Bay", "Leroy Sandalwood, Juniper Bay Families Group", 4),
)
WARDS = ("Abbey", "Canal Side", "Church Fields", "Docks", "Market", "Mill Lane", "North Park", "Station", "West End")
SCHOOLS_PRIMARY = ("Primary School", "Church Primary", "Community Primary")
SCHOOLS_SECONDARY = ("Academy", "High School")

LEAD_AGENCIES = (
    "Early Help Service", "Children's social care", "Youth Justice Service", "Brightmoor Homes",
    "Families Together (charity)", "Health visiting", "School family support",
)
DELIVERY_ROUTES = (
    "Local coordination group", "Local coordination group", "Intensive family support", "Commissioned service",
)
LEAD_WORKERS = (
    "Bronwen Ashdale", "Caleb Norwood", "Della Rushworth", "Emeka Stanhope", "Farida Colwick", "Gordon Peverel",
    "Hester Malloway", "Imtiaz Rowley", "Jean Tollerton", "Kwame Aldous", "Lorna Eastlake", "Maciej Brandreth",
    "Niamh Porterfield", "Oliver Casswell", "Pauline Merrick", "Quentin Abara", "Rosalind Kaye", "Sunil Haverstock",
    "Theresa Olubowale", "Umar Brightling", "Verity Moxon", "Wilf Attwater", "Xenia Tolland", "Yetunde Marsh",
    "Zoltan Beck", "Aoife Lindley", "Bashir Thornhill", "Carol Winslade",
)
CLOSED_REASONS = (
    "Outcomes achieved, stepped down to universal services", "Outcomes achieved, stepped down to universal services",
    "Moved out of the area", "The family withdrew consent", "Passed to children's social care",
)
