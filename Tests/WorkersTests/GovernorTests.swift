// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import Resources
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// What the governor does with workers that are there: scripts in their place, readings that tests invent.
///
/// The limit leaves time for tests beside them that run programs and block the few threads there are.
@Suite(.timeLimit(.minutes(15)))
struct GovernorTests {
  let studio: Studio
  let machine = PosingMachine()

  init() throws {
    studio = try Studio()
    signal(SIGPIPE, SIG_IGN)
  }

  /// A pool in a hurry; `halted` and `stuck` are far away unless a test wants them.
  private func pool(
    _ script: String, width: Int = 4, limits: GovernorLimits = .wholeMachine,
    _ change: (inout GovernorPace) -> Void = { _ in }
  ) throws -> WorkerPool {
    var settings = Governor.Settings(
      limits: limits, width: width, pace: .hurried, readings: machine.read)
    change(&settings.pace)
    return WorkerPool(executable: try PosingWorker(script, in: studio).path, settings)
  }

  private func start(_ pool: WorkerPool, _ ticket: WorkTicket = WorkTicket(.film)) -> Task<
    [String], any Error
  > {
    Task { try await pool.run(WordsJob(), inputs: [], ticket: ticket) }
  }

  /// Waits for a state that will come, or the test's time runs out.
  private func until(_ isThere: () throws -> Bool) async throws {
    while try !isThere() { try await Task.sleep(for: .milliseconds(5)) }
  }

  private func open(_ gate: String = "gate") throws { try studio.write(gate, Data()) }

  /// Answers once the test opens the gate.
  private var patient: String {
    "while [ ! -e \(studio.path)/gate ]; do sleep 0.02; done; echo '{\"answer\":[]}'"
  }

  /// Counts its starts, and answers with the count.
  private func counting(_ body: String) -> String {
    "echo x >>\(studio.path)/starts; count=$(wc -l <\(studio.path)/starts); \(body); "
      + "echo \"{\\\"answer\\\":[\\\"$count\\\"]}\""
  }

  @Test func `a worker that somebody halted is replaced, once`() async throws {
    let pool = try pool(counting("[ $count -gt 1 ] || kill -STOP $$")) {
      $0.stall.halted = .milliseconds(100)
    }
    #expect(try await start(pool).value == ["2"])
    #expect(pool.lost == 1)
    let failing = try self.pool("kill -STOP $$") { $0.stall.halted = .milliseconds(100) }
    let failure = await #expect(throws: JobFailure.self) { try await start(failing).value }
    #expect(failure?.reason == .crashed)
  }

  @Test func `a worker that waits for nothing is stalled`() async throws {
    let pool = try pool("exec sleep 1000") { $0.stall.stuck = .milliseconds(200) }
    let failure = await #expect(throws: JobFailure.self) { try await start(pool).value }
    #expect(failure?.reason == .stalled)
    #expect(pool.lost == 0)
  }

  @Test func `all are halted at once, and go on when they may`() async throws {
    let pool = try pool(patient, width: 2)
    let jobs = [start(pool), start(pool), start(pool)]
    try await until { pool.running.count == 2 && pool.waiting == 1 }
    let observers = try pool.running.map { try ProcessObserver($0.processIdentifier) }
    pool.suspendAll()
    #expect(pool.running.map(\.isSuspended) == [true, true])
    try await until { observers.allSatisfy { $0.status()?.state == .halted } }
    try open()
    // Halted by our own wish is not lost, however long.
    try await Task.sleep(for: .milliseconds(300))
    #expect(pool.running.count == 2 && pool.waiting == 1)
    pool.resumeAll()
    for job in jobs { #expect(try await job.value == []) }
    #expect(pool.lost == 0)
  }

  @Test func `who is halted for too long gives the memory back and runs again`() async throws {
    let pool = try pool(
      counting("while [ ! -e \(studio.path)/gate ]; do sleep 0.02; done"), width: 1
    ) { $0.hold = .milliseconds(100) }
    let job = start(pool)
    try await until {
      pool.running.count == 1 && FileManager.default.fileExists(atPath: studio.file("starts"))
    }
    pool.suspendAll()
    try await until { pool.running.isEmpty && pool.waiting == 1 }
    try open()
    pool.resumeAll()
    #expect(try await job.value == ["2"])
    #expect(pool.lost == 0)
  }

  @Test func `a worker that starts while all are halted is halted too`() async throws {
    let pool = try pool(patient)
    pool.suspendAll()
    let job = start(pool)
    try await until { pool.waiting == 1 }
    #expect(pool.running.isEmpty)
    try open()
    pool.resumeAll()
    #expect(try await job.value == [])
  }

  @Test func `held, what runs ends and nothing starts`() async throws {
    let pool = try pool(patient)
    let first = start(pool)
    try await until { pool.running.count == 1 }
    pool.hold(true)
    let second = start(pool)
    try await until { pool.waiting == 1 }
    try open()
    #expect(try await first.value == [])
    #expect(pool.waiting == 1 && pool.running.isEmpty)
    pool.hold(false)
    #expect(try await second.value == [])
  }

  @Test func `the more urgent job comes first`() async throws {
    let order = Heard()
    let pool = try pool(patient, width: 1)
    let first = start(pool)
    try await until { pool.running.count == 1 }
    let urgencies: [WorkTicket.Urgency] = [.verification, .analysis, .film, .awaitedAnalysis]
    var jobs: [Task<Void, any Error>] = []
    for (index, urgency) in urgencies.enumerated() {
      jobs.append(
        Task {
          _ = try await pool.run(WordsJob(), inputs: [], ticket: WorkTicket(urgency))
          order.names.withLock { $0.append("\(urgency)") }
        })
      try await until { pool.waiting == index + 1 }
    }
    try open()
    _ = try await first.value
    for job in jobs { try await job.value }
    #expect(order.names.withLock { $0 } == ["film", "awaitedAnalysis", "analysis", "verification"])
  }

  @Test func `at red the youngest makes room, and runs again`() async throws {
    let pool = try pool(
      counting("while [ ! -e \(studio.path)/gate ]; do sleep 0.02; done"), width: 2
    ) { $0.end = .seconds(600) }
    let first = start(pool, WorkTicket(.film, subject: "old"))
    try await until { pool.running.count == 1 }
    let second = start(pool, WorkTicket(.film, subject: "young"))
    try await until { pool.running.count == 2 }
    machine.free = 0.1
    try await until { pool.lost == 1 }
    try await until { pool.waiting == 1 }
    #expect(pool.running.map(\.subject) == ["old"])
    #expect(pool.memory.level == "red")
    #expect(pool.memory.reason?.contains("left") == true)
    machine.free = 6
    try await until { pool.running.count == 2 }
    try open()
    _ = try await (first.value, second.value)
    #expect(try studio.bytes("starts").count == 6)
  }

  @Test func `who is ended again and again fails for lack of memory`() async throws {
    let pool = try pool("exec sleep 1000", width: 1)
    let job = start(pool)
    for round in 1...6 {
      machine.free = 6
      try await until { pool.running.count == 1 }
      machine.free = 0.1
      try await until { pool.lost == round }
    }
    let failure = await #expect(throws: JobFailure.self) { try await job.value }
    #expect(failure?.reason == .outOfMemory)
  }

  @Test func `at orange the least urgent is halted, and goes on later`() async throws {
    let pool = try pool(patient, width: 2) { $0.suspend = .seconds(600) }
    let urgent = start(pool, WorkTicket(.film, subject: "film"))
    try await until { pool.running.count == 1 }
    let other = start(pool, WorkTicket(.analysis, subject: "analysis"))
    try await until { pool.running.count == 2 }
    machine.full = 10
    try await until { pool.running.contains(where: \.isSuspended) }
    #expect(pool.running.filter(\.isSuspended).map(\.subject) == ["analysis"])
    machine.full = 0
    try await until { pool.running.allSatisfy { !$0.isSuspended } }
    try open()
    _ = try await (urgent.value, other.value)
    #expect(pool.lost == 0)
  }

  @Test func `at yellow what runs goes on, and nothing joins it`() async throws {
    let pool = try pool(patient)
    machine.some = 20
    let first = start(pool)
    // One alone always may.
    try await until { pool.running.count == 1 }
    let second = start(pool)
    try await until { pool.waiting == 1 }
    try await Task.sleep(for: .milliseconds(100))
    #expect(pool.waiting == 1)
    try open()
    _ = try await (first.value, second.value)
  }

  @Test func `what cannot fit is refused at once, with the setting to raise`() async throws {
    let pool = try pool(patient, limits: .standard)
    let ticket = WorkTicket(.film, pixels: 3840 * 2160 * 4)
    let job = SegmentJobInWords()
    let failure = await #expect(throws: JobFailure.self) {
      _ = try await pool.run(job, inputs: [], ticket: ticket)
    }
    #expect(failure?.reason == .outOfMemory)
    #expect(failure?.detail.contains("set `memory: 2732M` or more") == true)
    // Of a size that is not known it is tried.
    try open()
    #expect(try await pool.run(job, inputs: []) == [])
  }

  @Test func `the ceiling decides how many run side by side`() async throws {
    var limits = GovernorLimits.standard
    limits.memoryCeiling = (32 + 130) << 20
    let pool = try pool(patient, limits: limits)
    let ticket = WorkTicket(.film, pixels: 1920 * 1080)
    let jobs = (0..<3).map { _ in start(pool, ticket) }
    // 60 MB each.
    try await until { pool.running.count == 2 && pool.waiting == 1 }
    #expect(pool.running.map(\.predicted) == [60 << 20, 60 << 20])
    try open()
    for job in jobs { _ = try await job.value }
  }

  /// Takes so many MiB and keeps them, because nobody takes them from it.
  private func taking(_ mebibytes: Int) -> String {
    "pipe=\(studio.path)/pipe.$$; mkfifo $pipe; exec 8<>$pipe; "
      + "exec dd if=/dev/zero bs=\(mebibytes)M count=1 status=none >&8"
  }

  @Test func `a worker that takes more than all may is ended, with the setting to raise`()
    async throws
  {
    var limits = GovernorLimits.standard
    limits.memoryCeiling = (32 + 100) << 20
    let pool = try pool(taking(150), limits: limits)
    let failure = await #expect(throws: JobFailure.self) { try await start(pool).value }
    #expect(failure?.reason == .outOfMemory)
    #expect(failure?.detail.contains("set `memory: ") == true)
  }

  @Test func `two that take more than was foretold do not stay side by side`() async throws {
    var limits = GovernorLimits.standard
    limits.memoryCeiling = (32 + 150) << 20
    let pool = try pool(taking(100), limits: limits)
    let ticket = WorkTicket(.film, pixels: 1920 * 1080)
    let jobs = [start(pool, ticket), start(pool, ticket)]
    // One waits in the end: it was ended, or the other had grown before it began.
    try await until {
      pool.waiting == 1 && pool.running.first.map { $0.predicted >= 100 << 20 } == true
    }
    try await Task.sleep(for: .milliseconds(100))
    #expect(pool.waiting == 1 && pool.running.count == 1 && pool.lost <= 1)
    jobs.forEach { $0.cancel() }
    for job in jobs { _ = await job.result }
  }

  @Test func `what jobs take is learnt and told`() async throws {
    let heard = Mutex<[String]>([])
    var settings = Governor.Settings(
      limits: .wholeMachine, width: 1, pace: .hurried, readings: { nil })
    settings.learnt = { name, peak in if peak > 100_000 { heard.withLock { $0.append(name) } } }
    let pool = WorkerPool(
      executable: try PosingWorker("echo '{\"answer\":[]}'", in: studio).path, settings)
    for _ in 0..<2 { _ = try await start(pool).value }
    #expect(heard.withLock { $0 } == ["probe/unknown", "probe/unknown"])
  }

  @Test func `changes are told`() async throws {
    let pool = try pool(patient)
    var changes = pool.changes().makeAsyncIterator()
    let job = start(pool)
    while pool.running.isEmpty { _ = await changes.next() }
    #expect(pool.running.first?.started ?? 0 > 1_700_000_000_000)
    #expect(pool.memory.level == "green" && pool.memory.reason == nil)
    // A process that has just been started has no memory yet.
    try await until { pool.memory.used > 100_000 }
    try open()
    while !pool.running.isEmpty { _ = await changes.next() }
    _ = try await job.value
  }

  @Test func `at rest nothing is looked at`() async throws {
    let governor = Governor(
      Governor.Settings(limits: .wholeMachine, width: 1, pace: .hurried, readings: machine.read),
      costs: CostModel())
    let id = try governor.enter(.probe, WorkTicket(.film), pixels: nil)
    _ = try await governor.turn(of: id)
    try await until { machine.looks > 3 }
    governor.leave(id)
    #expect(governor.state.withLock { $0.watch == nil })
    try await Task.sleep(for: .milliseconds(60))
    let looks = machine.looks
    try await Task.sleep(for: .milliseconds(200))
    #expect(machine.looks == looks)
  }
}

/// Names in the order in which they came.
private final class Heard: Sendable {
  let names = Mutex<[String]>([])
}

/// A machine of 8 GiB whose state a test sets.
final class PosingMachine: Sendable {
  private let state = Mutex((free: 6.0, some: 0.0, full: 0.0, looks: 0))

  /// GiB.
  var free: Double {
    get { state.withLock(\.free) }
    set { state.withLock { $0.free = newValue } }
  }
  /// Percent of the time, over every span.
  var some: Double {
    get { state.withLock(\.some) }
    set { state.withLock { $0.some = newValue } }
  }
  var full: Double {
    get { state.withLock(\.full) }
    set { state.withLock { $0.full = newValue } }
  }
  var looks: Int { state.withLock(\.looks) }

  @Sendable func read() -> MemoryReadings? {
    state.withLock { state in
      state.looks += 1
      var readings = MemoryReadings(
        memory: MemoryInfo(total: 8 << 30, available: Int64(state.free * Double(1 << 30))))
      readings.pressure = Pressure(
        some: .init(average10: state.some, average60: state.some, average300: 0),
        full: .init(average10: state.full, average60: state.full, average300: 0))
      return readings
    }
  }
}

/// As `WordsJob`, but predicted as an encoder.
private struct SegmentJobInWords: Job {
  typealias Answer = [String]
  static let kind = JobKind.segment
}

extension GovernorPace {
  /// A hundred times as fast; workers that hang are borne for a minute.
  static let hurried: GovernorPace = {
    var pace = GovernorPace()
    pace.beat = .milliseconds(20)
    pace.suspend = .milliseconds(20)
    pace.resume = .milliseconds(50)
    pace.end = .milliseconds(50)
    pace.hold = .seconds(60)
    pace.stall.halted = .seconds(60)
    pace.stall.stuck = .seconds(60)
    pace.gauge.change = .milliseconds(20)
    pace.gauge.yellow = .milliseconds(50)
    pace.gauge.orange = .milliseconds(50)
    pace.gauge.stop = .milliseconds(50)
    return pace
  }()
}
