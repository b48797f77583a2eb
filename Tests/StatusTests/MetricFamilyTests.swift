// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct MetricFamilyTests {
  @Test func `a value is a line below its meaning`() {
    let family = MetricFamily("films", .gauge, "Films.", [.init(3, ["b": "y", "a": "x"])])
    #expect(
      family.text == """
        # HELP montaged_films Films.
        # TYPE montaged_films gauge
        montaged_films{a="x",b="y"} 3

        """)
  }

  @Test func `what is no plain text is escaped`() {
    let label = "a\"b\\c\nd"
    let family = MetricFamily("x", .counter, "One\\two\nlines", [.init(1, ["folder": label])])
    #expect(family.text.contains("# HELP montaged_x One\\\\two\\nlines\n"))
    #expect(family.text.contains(#"{folder="a\"b\\c\nd"} 1"#))
  }

  @Test(
    arguments: [
      (0, "0"), (-2, "-2"), (0.25, "0.25"), (1e15, "1000000000000000"), (.infinity, "+Inf"),
      (-.infinity, "-Inf"), (.nan, "NaN"), (1.5e300, "1.5e+300"),
    ] as [(Double, String)])
  func `numbers are written as Prometheus reads them`(value: Double, text: String) {
    #expect(MetricFamily("x", .gauge, "X.", [.init(value)]).text.hasSuffix("montaged_x \(text)\n"))
  }

  @Test func `a family without a value has no lines`() {
    #expect(MetricFamily("x", .gauge, "X.", []).text.isEmpty)
  }
}
