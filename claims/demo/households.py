"""Who lives with whom: five people on average, three of them children, most led by one parent."""

from dataclasses import dataclass
from datetime import date

from claims.demo import names
from claims.demo.days import age_on, ago, last_summer, some_day

# Of a hundred families, how many have so many children under 16: 16 have five or more.
UNDER_16 = {1: 22, 2: 29, 3: 20, 4: 13, 5: 9, 6: 5, 7: 2}
ONE_PARENT = 64
SOCIAL_HOUSING = 80
TENURES_SOCIAL = ("Social rent: Brightmoor Homes", "Social rent: Brightmoor Homes", "Social rent: council")
TENURES_OTHER = ("Private rent", "Private rent", "Owner occupied", "Temporary accommodation")


@dataclass(eq=False)
class Member:
    """One person of a family, and when they belong to it."""

    ref: str
    forename: str
    surname: str
    born: date
    sex: str
    role: str
    starts_on: date
    ends_on: date | None = None
    ethnicity: str = ""
    school: str = ""

    def lives_here(self, day):
        """Whether the membership covers a day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass
class Wanted:
    """What a story asks of the household."""

    under_16: int = 2
    one_parent: bool = True
    schoolchildren: int = 0  # of them between 8 and 13
    leaver: bool = False  # somebody who left school last summer
    non_resident_parent: bool = False
    new_partner: bool = False
    young_person: bool = False  # between 17 and 19


def born_aged(rng, years, today):
    """A birthday of somebody who is so many years old today."""
    try:
        latest = today.replace(year=today.year - years)
    except ValueError:
        latest = today.replace(year=today.year - years, day=28)
    return ago(latest, rng.randint(1, 364))


class Household:
    """Makes the members of one family, one after the other."""

    def __init__(self, case, files, wanted):
        self.case, self.files, self.wanted, self.rng = case, files, wanted, case.rng
        shares = names.ETHNICITY_SHARES
        self.ethnicity = self.rng.choices(list(shares), weights=shares.values())[0]
        self.surname = self.rng.choice(names.SURNAMES[self.ethnicity])
        self.since = ago(case.identified_on, self.rng.randint(1300, 2400))
        self.taken = set()

    def make(self):
        """All members: children first to know the parents' age, listed with the parents first."""
        children = self.children()
        eldest = max(age_on(child.born, self.case.today) for child in children)
        parents = self.parents(eldest)
        others = self.others(eldest)
        joined = [self.newcomer(eldest)] if self.wanted.new_partner else []
        everyone = [*parents, *others, *children, *joined]
        for member in everyone:
            self.write(member)
        return everyone

    def children(self):
        rng, today, wanted = self.rng, self.case.today, self.wanted
        ages = [rng.randint(8, 13) for _ in range(min(wanted.schoolchildren, wanted.under_16))]
        ages += [rng.choice((*range(16), 5, 7, 9, 11, 13)) for _ in range(wanted.under_16 - len(ages))]
        births = [born_aged(rng, age, today) for age in ages]
        if wanted.leaver:
            births.append(self.leavers_birthday())
        elif wanted.young_person or self.case.chance(22):
            births.append(born_aged(rng, rng.choice((16, 17)), today))
        return [self.member("child", born, rng.choice("FM")) for born in sorted(births)]

    def leavers_birthday(self):
        """A birthday of somebody whose school age ended last summer."""
        year = last_summer(self.case.today).year - 16
        return some_day(self.rng, date(year - 1, 11, 15), date(year, 5, 31))

    def parents(self, eldest):
        rng, today = self.rng, self.case.today
        age = max(20, min(eldest + rng.randint(17, 31), 57))
        lone_father = self.wanted.one_parent and self.case.chance(10)
        found = [self.member("adult", born_aged(rng, age, today), "M" if lone_father else "F")]
        if not self.wanted.one_parent:
            found.append(self.member("adult", born_aged(rng, age + rng.randint(-2, 6), today), "M", own_name=40))
        elif self.wanted.non_resident_parent or self.case.chance(46):
            sex = "F" if lone_father else "M"
            found.append(
                self.member("non_resident_parent", born_aged(rng, age + rng.randint(-2, 7), today), sex, own_name=60)
            )
        return found

    def others(self, eldest):
        rng, today = self.rng, self.case.today
        found = []
        if eldest > 9 and self.case.chance(36):
            found.append(self.member("adult", born_aged(rng, rng.choice((18, 19, 20, 22)), today), rng.choice("FM")))
        if self.case.chance(8):
            found.append(self.member("adult", born_aged(rng, rng.randint(58, 72), today), rng.choice("FFM")))
        if self.case.chance(5):
            found.append(self.member("expectant_parent", born_aged(rng, rng.randint(18, 24), today), "F"))
        if self.case.chance(8):
            found.append(self.moved_out(eldest))
        return found

    def moved_out(self, eldest):
        """Somebody who lived here once; what happens to them since is no longer this family's."""
        born = born_aged(self.rng, max(24, min(eldest + 21, 52)), self.case.today)
        member = self.member("adult", born, "M", own_name=100)
        member.ends_on = ago(self.case.begun, self.rng.randint(20, 500))
        return member

    def newcomer(self, eldest):
        """A partner who moved in after the plan was agreed."""
        born = born_aged(self.rng, max(24, min(eldest + 22, 50)), self.case.today)
        member = self.member("adult", born, "M", own_name=100)
        member.starts_on = ago(self.case.today, self.rng.randint(15, 60))
        return member

    def member(self, role, born, sex, own_name=8):
        rng = self.rng
        grown = age_on(born, self.case.today) >= 23
        of = {("F", True): names.WOMEN, ("M", True): names.MEN, ("F", False): names.GIRLS, ("M", False): names.BOYS}
        forename = rng.choice([name for name in of[sex, grown] if name not in self.taken])
        self.taken.add(forename)
        surname = rng.choice(names.SURNAMES[self.ethnicity]) if self.case.chance(own_name) else self.surname
        return Member(
            ref=self.files.next_reference("P"), forename=forename, surname=surname, born=born, sex=sex, role=role,
            starts_on=max(self.since, born), ethnicity=self.ethnicity,
        )

    def write(self, member):
        rng, number = self.rng, int(member.ref[2:])
        adult = member.role != "child"
        # Numbers that cannot be anybody's: NINO prefix QQ, NHS numbers from 999, a UPN whose letter is never issued.
        self.files.add(
            "people", person_ref=member.ref, forename=member.forename, surname=member.surname,
            date_of_birth=member.born,
            sex=member.sex if self.case.chance(98) else "U",
            upn=None if adult or age_on(member.born, self.case.today) < 4 else f"S999{number:09}",
            nino=f"QQ{number:06}{rng.choice('ABCD')}" if adult and self.case.chance(85) else None,
            nhs_number=f"999{number:07}" if self.case.chance(80) else None,
            ethnicity=member.ethnicity if self.case.chance(94) else None,
        )
        self.files.add(
            "memberships", family_ref=self.case.ref, person_ref=member.ref, role=member.role,
            starts_on=member.starts_on, ends_on=member.ends_on,
        )


def tenure(rng, is_social):
    """How the family holds its home."""
    return rng.choice(TENURES_SOCIAL if is_social else TENURES_OTHER)
