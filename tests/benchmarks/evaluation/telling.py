"""Prints what was measured, beside what it should be."""

GROWTH = {(40_000, 400_000): "bar 12, aim 10.5"}


def tell(figures):
    """Prints the cost of each way for one authority, and the ratios."""
    one, night = figures, figures.night
    needs, asked = one.still_needed
    print(f"\n{one.families:,} families; load average {one.load[0]:.1f} before, {one.load[1]:.1f} after")
    for name, cost in (
        ("product, full night, everything written", night), ("product, the same again, nothing new", one.nothing_new),
        (f"product, what {asked:,} families still need", needs),
        ("product, the night after, as it comes", one.as_it_comes),
        ("product, a night with 1% due or touched", one.one_percent),
        ("product, what if: another plan, not written", one.what_if), ("product, replay of a past day", one.replay),
        ("product, full night, two workers", one.two_workers), ("DuckDB, in memory, one thread", one.duckdb),
        (f"loop over the ORM, {one.looped} families", one.loop), ("floor: read all, write as many rows", one.floor),
    ):
        print(f"{name:44} CPU {cost.cpu:8.2f} s   wall {cost.wall:8.2f} s   backend {cost.backend_megabytes:6.0f} MB"
              f"   client {cost.client_megabytes:6.0f} MB")
    in_loop, in_night = one.loop.cpu / one.looped, night.cpu / one.families
    peak = max(cost.backend_megabytes for cost in (night, one.nothing_new, one.two_workers))
    for name, value, expected in (
        ("full night / DuckDB", f"{night.cpu / one.duckdb.cpu:.2f}", "bar 6, aim 4"),
        ("full night / floor", f"{night.cpu / one.floor.cpu:.2f}", ""),
        ("1% due or touched / full night", f"{one.one_percent.cpu / night.cpu:.2%}", "bar 6%, aim 4%"),
        ("1% due or touched / DuckDB, everybody", f"{one.one_percent.cpu / one.duckdb.cpu:.2f}", "bar 0.35, aim 0.2"),
        ("what if / full night", f"{one.what_if.cpu / night.cpu:.2f}", "at most 1"),
        ("replay / full night", f"{one.replay.cpu / night.cpu:.2f}", "at most 1"),
        ("what is still needed, a family", f"{needs.cpu / asked * 1000:.2f} ms", "aim 0.5 ms"),
        ("full night, wall", f"{night.wall:.2f} s", "bar 3 s, aim 1 s at 2,500 families"),
        ("two workers / one, wall", f"{one.two_workers.wall / night.wall:.2f}", "bar 0.65, aim 0.55 on a quiet machine"),
        ("a family: loop / product",
         f"{in_loop * 1000:.2f} ms / {in_night * 1000:.3f} ms = {in_loop / in_night:.0f}", "bar 50, aim 150"),
        ("one family on save, median", f"{one.save:.1f} ms", "bar 25 ms, aim 10 ms"),
        ("peak of one process of the night",
         f"{max(peak, night.client_megabytes):.0f} MB (database {peak:.0f} MB)", "bar 256 MB, aim 100 MB"),
        ("families changed: full night, again", f"{one.changed:,}, {one.changed_again:,}", "the second 0"),
        ("rows that differ between the ways", f"{one.differences:,}", "0"),
    ):
        print(f"{name:38} {value:>32}   {expected}")


def tell_growth(all_figures):
    """Prints by how much the cost of the full night grew from each authority to the next."""
    for small, large in zip(all_figures, all_figures[1:], strict=False):
        sizes = small.families, large.families
        print(f"\nfrom {sizes[0]:,} to {sizes[1]:,} families, {sizes[1] / sizes[0]:.0f} times as many: "
              f"full night {large.night.cpu / small.night.cpu:.1f} times the CPU   {GROWTH.get(sizes, '')}\n"
              f"    DuckDB {large.duckdb.cpu / small.duckdb.cpu:.1f}, floor {large.floor.cpu / small.floor.cpu:.1f}, "
              f"one family on save {large.save / small.save:.1f} times")
