// SPDX-License-Identifier: GPL-3.0-or-later

internal import Settings
internal import Testing

struct DaemonFieldsTests {
  @Test(arguments: [
    ("folder: /srv/a", [1], "unknown key \"folder\"; did you mean \"folders\"?"),
    (
      "folders: [/srv/a, drop]", [1],
      "folders cannot be \"drop\": a drop folder is a whole path, which starts with \"/\";"
        + " write an absolute path or a list of them, for example folders: /srv/montages"
    ),
    (
      "folders:\n  - /srv/a\n  - /", [3],
      "folders cannot be \"/\": this is the whole file system, and a drop folder is one folder in it;"
        + " write an absolute path or a list of them, for example folders: /srv/montages"
    ),
    (
      "folders:\n  - /srv/a\n  - /srv/b\n  - /srv/a/", [4],
      "\"/srv/a\" is listed twice (line 2); delete one of the two"
    ),
    (
      "folders:\n  - /srv/a\n  - /srv/a/b", [3],
      "\"/srv/a/b\" lies inside \"/srv/a\" (line 2), which is a drop folder too;"
        + " delete one of the two; a drop folder is watched with all folders in it"
    ),
    (
      "folders: [/srv/a/b, /srv/a]", [1],
      "\"/srv/a/b\" lies inside \"/srv/a\", which is a drop folder too;"
        + " delete one of the two; a drop folder is watched with all folders in it"
    ),
    (
      "memory_high: 70", [1],
      "memory_low (75) is not below memory_high (70);"
        + " make memory_low the smaller one, for example 10 below memory_high"
    ),
    (
      "memory_high: 60\nmemory_low: 60", [2],
      "memory_low (60) is not below memory_high (60);"
        + " make memory_low the smaller one, for example 10 below memory_high"
    ),
    (
      "pressure_stop: 3", [1],
      "pressure_suspend (5) is not below pressure_stop (3), so that workers would be ended"
        + " before they are suspended; make pressure_suspend the smaller one"
    ),
    (
      "log: warn\n", [1],
      "log cannot be \"warn\"; write debug, info, notice, warning or error, for example log: info"
    ),
    (
      "folders: /srv/a\nsecond_cache_directory: /srv/a/cache", [2],
      "\"/srv/a/cache\" lies in \"/srv/a\", which is a drop folder;"
        + " name a folder outside all drop folders"
    ),
    (
      "cache_directory: /srv/c\nsecond_cache_directory: /srv/c", [2],
      "\"/srv/c\" and cache_directory \"/srv/c\" are not two places;"
        + " name a folder on another, larger disk"
    ),
    (
      "second_cache_size: 101%", [1],
      "second_cache_size cannot be \"101%\"; write a share of the disk from 1% to 100%,"
        + " or an amount from 1G to 100000G, for example second_cache_size: 50%"
    ),
    (
      "metrics: /srv/montaged.txt", [1],
      "metrics cannot be \"/srv/montaged.txt\": the collector reads files that end in .prom alone;"
        + " write an absolute path that ends in .prom, or none,"
        + " for example metrics: /var/lib/prometheus/node-exporter/montaged.prom"
    ),
    ("workers: [2]", [1], "workers takes one value, not a list; write workers: 2"),
    (
      "- /srv/a", [1],
      "a config is made of keys and values; write lines like folders: [/srv/montages]"
    ),
  ])
  func `a mistake is explained with what to write`(source: String, lines: [Int], message: String) {
    let problems = problems(source)
    #expect(problems.map(\.line) == lines)
    #expect(problems.map { "\($0.problem); \($0.remedy)" } == [message])
  }

  @Test func `folders that only begin alike are two folders`() {
    #expect(problems("folders: [/srv/a, /srv/ab, /srv/A]") == [])
    #expect(problems("folders: [/srv/caf\u{E9}, /srv/cafe\u{301}]") == [])
  }

  @Test func `all mistakes are told at once, from top to bottom`() {
    let source = """
      memroy: 1G
      workers: 0
      folders:
        - here
        - /srv/a
        - /srv/a
      memory_low: 99
      quiet: 2
      """
    #expect(problems(source).map(\.line) == [1, 2, 4, 6, 7, 8])
  }

  @Test func `a list of folders is bounded`() {
    let list = { (count: Int) in
      "folders: [" + (0..<count).map { "/srv/\($0)" }.joined(separator: ", ") + "]"
    }
    #expect(problems(list(100)) == [])
    #expect(problems(list(101)).map(\.problem) == ["folders has more than 100 folders"])
  }

  private func problems(_ source: String) -> [ConfigProblem] {
    do throws(ConfigError) {
      _ = try DaemonConfig(file: "montaged.yaml", bytes: Array(source.utf8))
      return []
    } catch {
      return error.problems
    }
  }
}
