// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import TestSupport
import Testing

struct AdmissionTests {
  private static func job(
    _ id: Int, cost: Int64, urgency: Int = 1, waited: Duration = .zero
  ) -> Admission.Candidate {
    Admission.Candidate(id: id, urgency: urgency, waited: waited, cost: cost)
  }

  private static func admission(
    width: Int = 4, room: Int64 = 500, budget: Int64? = nil, level: PressureLevel = .green
  ) -> Admission {
    Admission(width: width, room: room, budget: budget, level: level)
  }

  private static let busy = [Admission.Running(promised: 100, resident: 100)]

  @Test func `the most urgent first, then the oldest, then the first`() {
    let waiting = [
      Self.job(1, cost: 1), Self.job(2, cost: 1, urgency: 3), Self.job(3, cost: 1),
      Self.job(4, cost: 1, waited: .seconds(9)), Self.job(5, cost: 1, urgency: 0),
    ]
    let all = Self.admission(width: 9)
    #expect(all.admitted(waiting, beside: []) == [2, 4, 1, 3, 5])
    #expect(Self.admission(width: 2).admitted(waiting, beside: []) == [2, 4])
    #expect(Self.admission(width: 2).admitted(waiting, beside: Self.busy) == [2])
    #expect(Self.admission(width: 1).admitted(waiting, beside: Self.busy) == [])
  }

  @Test func `small jobs fill what a large one cannot use`() {
    let waiting = [
      Self.job(1, cost: 450, urgency: 3), Self.job(2, cost: 300), Self.job(3, cost: 200),
    ]
    #expect(Self.admission().admitted(waiting, beside: Self.busy) == [2])
    #expect(Self.admission().admitted(waiting, beside: []) == [1])
  }

  @Test func `half an hour of waiting ends that`() {
    var waiting = [
      Self.job(1, cost: 450, urgency: 3, waited: .seconds(1799)), Self.job(2, cost: 300),
    ]
    #expect(Self.admission().admitted(waiting, beside: Self.busy) == [2])
    waiting[0] = Self.job(1, cost: 450, urgency: 3, waited: .seconds(1800))
    #expect(Self.admission().admitted(waiting, beside: Self.busy) == [])
    #expect(Self.admission().admitted(waiting, beside: []) == [1])
  }

  /// Level, whether something runs, and how many of two jobs start.
  @Test(
    arguments: [
      (.green, true, 2), (.yellow, true, 0), (.orange, true, 0), (.red, true, 0),
      (.green, false, 2), (.yellow, false, 1), (.orange, false, 0), (.red, false, 0),
    ] as [(PressureLevel, Bool, Int)])
  func `the level decides`(level: PressureLevel, isBusy: Bool, count: Int) {
    let waiting = [Self.job(1, cost: 10), Self.job(2, cost: 10)]
    let admission = Self.admission(level: level)
    #expect(admission.admitted(waiting, beside: isBusy ? Self.busy : []).count == count)
  }

  @Test func `what running workers have not yet taken is theirs`() {
    let waiting = [Self.job(1, cost: 100)]
    // 150 for the job itself.
    #expect(Self.admission(budget: 149).admitted(waiting, beside: Self.busy) == [])
    #expect(Self.admission(budget: 150).admitted(waiting, beside: Self.busy) == [1])
    let growing = [Admission.Running(promised: 100, resident: 30)]
    #expect(Self.admission(budget: 219).admitted(waiting, beside: growing) == [])
    #expect(Self.admission(budget: 220).admitted(waiting, beside: growing) == [1])
    // Who took more than promised leaves the less in the budget itself.
    let fat = [Admission.Running(promised: 100, resident: 900)]
    #expect(Self.admission(budget: 150).admitted(waiting, beside: fat) == [1])
  }

  @Test func `one job starts on a full machine, and one only`() {
    let waiting = [Self.job(1, cost: 100), Self.job(2, cost: 1)]
    #expect(Self.admission(budget: 0).admitted(waiting, beside: []) == [1])
    #expect(Self.admission(budget: 0).admitted(waiting, beside: Self.busy) == [])
  }

  @Test func `what can never fit is refused with the setting to raise`() {
    let admission = Self.admission(room: 480 << 20)
    #expect(admission.refusal(of: 480 << 20, ceiling: 512 << 20) == nil)
    #expect(
      admission.refusal(of: 900 << 20, ceiling: 512 << 20)
        == "needs about 900 MB, and `memory: 512M` leaves 480 MB for a worker; "
        + "set `memory: 932M` or more")
    #expect(admission.admitted([Self.job(1, cost: 900 << 20)], beside: []) == [])
  }

  @Test func `random sequences never promise too much, and never stand still`() {
    var random = SeededRandom(printing: "admission")
    for sequence in 0..<1000 {
      var isRight = true
      let room = Int64.random(in: 50...1000, using: &random)
      var running: [Int: Admission.Running] = [:]
      var waiting: [Int: Int64] = [:]
      for id in 0..<40 {
        waiting[id] = .random(in: 1...1200, using: &random)
        if Bool.random(using: &random), let ended = running.keys.randomElement(using: &random) {
          running[ended] = nil
        }
        let admission = Self.admission(
          width: .random(in: 1...6, using: &random), room: room,
          budget: .random(in: 0...1500, using: &random),
          level: .allCases.randomElement(using: &random) ?? .green)
        let candidates = waiting.map { id, cost in
          Self.job(
            id, cost: cost, urgency: .random(in: 0...3, using: &random),
            waited: .seconds(.random(in: 0...4000, using: &random)))
        }
        let admitted = admission.admitted(candidates, beside: Array(running.values))
        isRight = isRight && Self.keepsRules(admitted, admission, waiting, Array(running.values))
        for id in admitted {
          let cost = waiting.removeValue(forKey: id) ?? 0
          running[id] = .init(promised: cost, resident: .random(in: 0...cost, using: &random))
        }
      }
      // One expectation for each sequence: they take longer than what they look at.
      #expect(isRight, "sequence \(sequence)")
    }
  }

  private static func keepsRules(
    _ admitted: [Int], _ admission: Admission, _ waiting: [Int: Int64],
    _ running: [Admission.Running]
  ) -> Bool {
    let canFit = waiting.values.contains { $0 <= admission.room }
    if admitted.isEmpty { return !(running.isEmpty && canFit && admission.level < .orange) }
    let costs = admitted.compactMap { waiting[$0] }
    guard costs.count == admitted.count, Set(admitted).count == admitted.count else { return false }
    let promised = running.reduce(0) { $0 + $1.promised } + costs.reduce(0, +)
    guard promised <= admission.room else { return false }
    let count = running.count + admitted.count
    guard count > 1 else { return admission.level < .orange }
    let owed = running.reduce(0) { $0 + $1.promised - $1.resident } + costs.reduce(0, +)
    return owed <= admission.budget ?? .max && count <= admission.width && admission.level == .green
  }
}
