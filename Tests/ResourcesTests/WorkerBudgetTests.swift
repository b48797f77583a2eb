// SPDX-License-Identifier: GPL-3.0-or-later

import Resources
import Testing

struct WorkerBudgetTests {
  @Test(
    arguments: [
      (4, 1000, 300, 3), (2, 1000, 300, 2), (4, 100, 300, 1), (4, 0, 300, 1), (4, -9, 300, 1),
      (0, 1000, 300, 1), (4, 1000, 0, 4), (8, Int64.max, 1, 8),
    ] as [(Int, Int64, Int64, Int)])
  func `as many as memory and cores allow, at least one`(
    cores: Int, available: Int64, perWorker: Int64, count: Int
  ) {
    #expect(
      WorkerBudget.count(cores: cores, available: available, perWorker: perWorker) == count)
  }
}
